package dev.weir.metrics;

import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.audit.Violation;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The metrics of the gates, each with the label {@code gate}: what a gate decides, its levels, and
 * what the audit finds. The names of the gates are those of the settings, so that the series are
 * bounded by them.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, further labels<th>moves
 * <tr><td>{@code in_flight_requests}<td>gauge<td>permits that are out now: a request of cost n holds
 *     n of them
 * <tr><td>{@code queue_depth}<td>gauge<td>in the waiting room now
 * <tr><td>{@code weir_permits}<td>gauge<td>how many permits there are; {@code +Inf} without a bound
 * <tr><td>{@code weir_waiting_room}<td>gauge<td>how many may wait; {@code +Inf} without a bound
 * <tr><td>{@code weir_max_wait_seconds}<td>gauge<td>how long a request may wait; {@code +Inf}
 *     without a bound
 * <tr><td>{@code weir_callers_waiting}<td>gauge<td>callers in the waiting room now; 0 if all are one
 * <tr><td>{@code weir_heaviest_caller_permits_ratio}<td>gauge<td>the share of the permits that are
 *     out of the caller with the most; 0 if all are one
 * <tr><td>{@code weir_wait_seconds}<td>histogram, {@code outcome}<td>at the gate's decision, by the
 *     time spent in the waiting room: {@code admitted} or {@code shed}
 * <tr><td>{@code weir_retry_after_error_seconds}<td>histogram, {@code direction}<td>at the gate's
 *     decision about a caller that comes back in its turn, by how long it waited, or has to wait for
 *     its next turn: {@code too_early}; or by how much before its turn it came and found a permit:
 *     {@code too_late}
 * <tr><td>{@code weir_invariant_violations_total}<td>counter, {@code invariant}<td>never, unless the
 *     gate has a bug: at each look, forty times a second, that finds the invariant broken
 * </table>
 */
public final class GateMetrics {

  private static final String GATE = "gate";
  private static final String OUTCOME = "outcome";
  private static final String ADMITTED = "admitted";

  private final Families families;
  private final Counter violations;
  private final Histogram waits;
  private final Histogram retryAfterErrors;

  GateMetrics(Families families) {
    this.families = families;
    violations =
        families.counter(
            "weir_invariant_violations_total",
            "Looks that found an invariant of the gate broken.",
            GATE,
            "invariant");
    waits =
        families.histogram("weir_wait_seconds", "Time spent in the waiting room.", GATE, OUTCOME);
    retryAfterErrors =
        families.histogram(
            "weir_retry_after_error_seconds",
            "Between the moment that Retry-After named and the permit of the caller.",
            GATE,
            "direction");
  }

  /** Makes what counts the decisions of a gate of this name; once for each. */
  public GateSeries of(String gate) {
    return new GateSeries(
        Families.counters(
            EnumSet.allOf(Violation.class),
            violation -> violations.labelValues(gate, violation.label())),
        waits.labelValues(gate, ADMITTED),
        waits.labelValues(gate, "shed"),
        retryAfterErrors.labelValues(gate, "too_early"),
        retryAfterErrors.labelValues(gate, "too_late"));
  }

  /** Returns how long the arrivals waited that were admitted, by the names of the gates. */
  public Map<String, WaitTotals> admittedWaits() {
    return waits.collect().getDataPoints().stream()
        .filter(series -> ADMITTED.equals(series.getLabels().get(OUTCOME)))
        .collect(
            Collectors.toMap(
                series -> Objects.requireNonNull(series.getLabels().get(GATE)), WaitTotals::of));
  }

  /** Shows the levels of all gates, by their names; once for each of these metrics. */
  public void show(Map<String, ? extends Gate> gates) {
    showLevel("in_flight_requests", "Permits that requests hold.", gates, GateLevels::inside);
    showLevel("queue_depth", "Requests in the waiting room.", gates, GateLevels::waiting);
    showLevel("weir_permits", "Permits in force.", gates, in -> bound(in.limits().permits()));
    showLevel(
        "weir_waiting_room",
        "Places in the waiting room.",
        gates,
        levels -> bound(levels.limits().waitingRoom()));
    showLevel(
        "weir_max_wait_seconds",
        "How long one may wait.",
        gates,
        levels -> bound(levels.limits().maxWait()));
    show(
        "weir_callers_waiting",
        "Callers with requests in the waiting room.",
        gates,
        gate -> gate.callers().waiting());
    show(
        "weir_heaviest_caller_permits_ratio",
        "The share of the permits in use of the caller with the most.",
        gates,
        gate -> gate.callers().heaviestShare());
  }

  static double bound(int limit) {
    return limit == GateLimits.UNBOUNDED ? Double.POSITIVE_INFINITY : limit;
  }

  private static double bound(Duration wait) {
    return wait.equals(GateLimits.UNBOUNDED_WAIT) ? Double.POSITIVE_INFINITY : wait.toNanos() / 1e9;
  }

  private void showLevel(
      String name,
      String help,
      Map<String, ? extends Gate> gates,
      ToDoubleFunction<GateLevels> level) {
    show(name, help, gates, gate -> level.applyAsDouble(gate.levels()));
  }

  private void show(
      String name, String help, Map<String, ? extends Gate> gates, ToDoubleFunction<Gate> level) {
    families.gauges(
        name,
        help,
        gauge -> gates.forEach((gate, it) -> gauge.call(level.applyAsDouble(it), gate)),
        GATE);
  }
}
