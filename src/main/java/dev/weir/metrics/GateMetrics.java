package dev.weir.metrics;

import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import dev.weir.gate.audit.Violation;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of the gate: what it decides, its levels, and what the audit finds.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code in_flight_requests}<td>gauge<td>holding a permit now
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
public final class GateMetrics implements GateObserver {

  private final Families families;
  private final Consumer<Violation> violations;
  private final DistributionDataPoint admittedWaits;
  private final DistributionDataPoint shedWaits;
  private final DistributionDataPoint hintsTooEarly;
  private final DistributionDataPoint hintsTooLate;

  GateMetrics(Families families) {
    this.families = families;
    violations =
        families.counters(
            "weir_invariant_violations_total",
            "Looks that found an invariant of the gate broken.",
            "invariant",
            EnumSet.allOf(Violation.class),
            Violation::label);
    Histogram wait =
        families.histogram("weir_wait_seconds", "Time spent in the waiting room.", "outcome");
    admittedWaits = wait.labelValues("admitted");
    shedWaits = wait.labelValues("shed");
    Histogram retryAfterError =
        families.histogram(
            "weir_retry_after_error_seconds",
            "Between the moment that Retry-After named and the permit of the caller.",
            "direction");
    hintsTooEarly = retryAfterError.labelValues("too_early");
    hintsTooLate = retryAfterError.labelValues("too_late");
  }

  /** Shows the levels of a gate; once for each of these metrics. */
  public void show(Gate gate) {
    show("in_flight_requests", "Requests that hold a permit.", gate, GateLevels::inside);
    show("queue_depth", "Requests in the waiting room.", gate, GateLevels::waiting);
    show("weir_permits", "Permits in force.", gate, levels -> bound(levels.limits().permits()));
    show(
        "weir_waiting_room",
        "Places in the waiting room.",
        gate,
        levels -> bound(levels.limits().waitingRoom()));
    show(
        "weir_max_wait_seconds",
        "How long one may wait.",
        gate,
        levels -> bound(levels.limits().maxWait()));
    families.gauge(
        "weir_callers_waiting",
        "Callers with requests in the waiting room.",
        () -> gate.callers().waiting());
    families.gauge(
        "weir_heaviest_caller_permits_ratio",
        "The share of the permits in use of the caller with the most.",
        () -> gate.callers().heaviestShare());
  }

  private static double bound(int limit) {
    return limit == GateLimits.UNBOUNDED ? Double.POSITIVE_INFINITY : limit;
  }

  private static double bound(Duration wait) {
    return wait.equals(GateLimits.UNBOUNDED_WAIT) ? Double.POSITIVE_INFINITY : wait.toNanos() / 1e9;
  }

  private void show(String name, String help, Gate gate, ToDoubleFunction<GateLevels> level) {
    families.gauge(name, help, () -> level.applyAsDouble(gate.levels()));
  }

  @Override
  public void admitted(long waitedNanos) {
    admittedWaits.observe(waitedNanos / 1e9);
  }

  @Override
  public void shed(ShedReason reason, long waitedNanos) {
    shedWaits.observe(waitedNanos / 1e9);
  }

  @Override
  public void retryAfterMissed(long nanos) {
    (nanos > 0 ? hintsTooEarly : hintsTooLate).observe(Math.abs(nanos) / 1e9);
  }

  /** Counts one look of the audit that found this. */
  public void violated(Violation violation) {
    violations.accept(violation);
  }
}
