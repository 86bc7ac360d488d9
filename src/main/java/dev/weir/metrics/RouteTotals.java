package dev.weir.metrics;

import java.util.Map;

/**
 * What became of the requests of one route to a gate since the start.
 *
 * @param gate the name of the gate
 * @param route the name of the route
 * @param outcomes how many ended how, by the label of the outcome
 * @param shed how many were shed, by the label of the reason
 */
public record RouteTotals(
    String gate, String route, Map<String, Long> outcomes, Map<String, Long> shed) {}
