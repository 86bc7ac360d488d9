package dev.weir.metrics;

import dev.weir.gate.Gate;
import dev.weir.gate.PartitionLevels;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of the routes that have bounds of their own within their gate, each with the labels
 * {@code gate} and {@code route}. Routes without such bounds have none of them.
 *
 * <table>
 * <caption>What each of them shows</caption>
 * <tr><th>metric<th>type<th>shows
 * <tr><td>{@code weir_route_permits_in_use}<td>gauge<td>permits that its requests hold now
 * <tr><td>{@code weir_route_queue_depth}<td>gauge<td>its requests in the waiting room now
 * <tr><td>{@code weir_route_permits}<td>gauge<td>how many permits it may have; {@code +Inf} for all
 *     of the gate's
 * <tr><td>{@code weir_route_waiting_room}<td>gauge<td>how many of its requests may wait; {@code
 *     +Inf} for as many as the gate lets wait
 * <tr><td>{@code weir_route_guaranteed_permits}<td>gauge<td>how many permits come to it first
 * </table>
 */
public final class RouteMetrics {

  private final Families families;

  RouteMetrics(Families families) {
    this.families = families;
  }

  /** Shows the routes of all gates, by the gates' names; once for each of these metrics. */
  public void show(Map<String, ? extends Gate> gates) {
    show(
        "weir_route_permits_in_use",
        "Permits that requests of the route hold.",
        gates,
        PartitionLevels::inside);
    show(
        "weir_route_queue_depth",
        "Requests of the route in the waiting room.",
        gates,
        PartitionLevels::waiting);
    show(
        "weir_route_permits",
        "Permits that the route may have.",
        gates,
        levels -> GateMetrics.bound(levels.partition().permits()));
    show(
        "weir_route_waiting_room",
        "Requests of the route that may wait.",
        gates,
        levels -> GateMetrics.bound(levels.partition().waitingRoom()));
    show(
        "weir_route_guaranteed_permits",
        "Permits that come to the route first.",
        gates,
        levels -> levels.partition().guaranteed());
  }

  private void show(
      String name,
      String help,
      Map<String, ? extends Gate> gates,
      ToDoubleFunction<PartitionLevels> level) {
    families.gauges(
        name,
        help,
        gauge ->
            gates.forEach(
                (gate, it) ->
                    it.partitions()
                        .forEach(
                            route ->
                                gauge.call(
                                    level.applyAsDouble(route), gate, route.partition().name()))),
        "gate",
        "route");
  }
}
