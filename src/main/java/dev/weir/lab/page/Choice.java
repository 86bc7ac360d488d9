package dev.weir.lab.page;

import dev.weir.lab.page.Contest.Place;

/**
 * Which strategy helps against a trouble.
 *
 * @param trouble what a reader may have
 * @param scenario where it was tried
 * @param measure what decides
 * @param best who does best, or nearly so
 * @param worst who does worst
 */
record Choice(String trouble, String scenario, String measure, Place best, Place worst) {}
