package dev.weir.lab.page;

import java.util.List;
import java.util.Optional;

/**
 * Which strategy to take.
 *
 * @param question what a reader may have to deal with
 * @param scenario where it was tried
 * @param measure what decides
 * @param best the strategies that do best, or nearly so
 * @param worst the strategies that do worst of those that are compared, if they differ
 * @param leftOut the strategies that are not compared: their goodput is too low
 */
record Choice(
    String question,
    String scenario,
    String measure,
    Place best,
    Optional<Place> worst,
    List<String> leftOut) {

  /** Strategies that do equally well, and the figure of the first of them as it reads. */
  record Place(List<String> strategies, String text) {}
}
