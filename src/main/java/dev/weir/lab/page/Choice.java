package dev.weir.lab.page;

import dev.weir.lab.page.Ranking.Place;
import java.util.List;
import java.util.Optional;

/**
 * Which strategy helps against a trouble.
 *
 * @param trouble what a reader may have
 * @param scenario where it was tried
 * @param measure what decides
 * @param best who does best, or nearly so
 * @param worst who does worst of those that are compared, if they differ
 * @param leftOut who is not compared: their goodput is too low
 */
record Choice(
    String trouble,
    String scenario,
    String measure,
    Place best,
    Optional<Place> worst,
    List<String> leftOut) {}
