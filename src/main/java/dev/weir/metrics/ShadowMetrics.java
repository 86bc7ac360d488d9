package dev.weir.metrics;

import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import dev.weir.gate.shadow.Shadow;
import dev.weir.gate.shadow.ShadowVerdict;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of the strategies that are tried beside those in force: what each would have done,
 * with the labels {@code gate} and {@code strategy}, as it is written in the settings. A gate where
 * none is tried has none of them; counts begin when the trial does.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, further labels<th>moves
 * <tr><td>{@code weir_shadow_info}<td>gauge, {@code kind}<td>never: it is 1, and says whether the
 *     strategy is foreseen, {@code exact}, or only estimated, {@code estimate}
 * <tr><td>{@code weir_shadow_admitted_total}<td>counter<td>when a request would have been admitted
 * <tr><td>{@code weir_shadow_shed_total}<td>counter, {@code reason}<td>when one would have been shed
 * <tr><td>{@code weir_shadow_served_total}<td>counter<td>when a response would have begun that is
 *     good, and before the deadline of its request; its rate is the goodput
 * <tr><td>{@code weir_shadow_in_flight_requests}<td>gauge<td>permits that would be out
 * <tr><td>{@code weir_shadow_queue_depth}<td>gauge<td>requests that would wait
 * <tr><td>{@code weir_shadow_wait_seconds}<td>histogram, {@code outcome}<td>at each decision, by the
 *     time that the request would have waited
 * <tr><td>{@code weir_shadow_lost_total}<td>counter, without {@code strategy}<td>when so many requests
 *     come that one is not noted for the trial
 * <tr><td>{@code weir_enforced_callers_ratio}<td>gauge, without {@code strategy}<td>the share of
 *     callers for whom the gate's decisions are carried out: 1 as a rule; every gate has it
 * </table>
 */
public final class ShadowMetrics {

  private static final String GATE = "gate";
  private static final String STRATEGY = "strategy";

  private final Families families;
  private final Histogram waits;

  ShadowMetrics(Families families) {
    this.families = families;
    this.waits =
        families.histogram(
            "weir_shadow_wait_seconds",
            "Time that requests would have spent in the waiting room.",
            GATE,
            STRATEGY,
            "outcome");
  }

  /** Makes what observes a strategy that is tried at a gate. */
  public GateObserver of(String gate, String strategy) {
    return new ShadowWaits(
        waits.labelValues(gate, strategy, "admitted"), waits.labelValues(gate, strategy, "shed"));
  }

  /** Shows the shadows of all gates, by their names; once for each of these metrics. */
  public void show(Map<String, Shadow> shadows) {
    families.gauges(
        "weir_shadow_info",
        "Whether a strategy that is tried is foreseen exactly, or estimated.",
        gauge ->
            each(
                shadows,
                (gate, verdict) ->
                    gauge.call(
                        1, gate, verdict.strategy(), verdict.estimate() ? "estimate" : "exact")),
        GATE,
        STRATEGY,
        "kind");
    showCount(
        "weir_shadow_admitted_total",
        "Requests that would have been admitted.",
        shadows,
        ShadowVerdict::admitted);
    families.counts(
        "weir_shadow_shed_total",
        "Requests that would have been shed.",
        count ->
            each(
                shadows,
                (gate, verdict) ->
                    verdict
                        .shed()
                        .forEach(
                            (reason, shed) ->
                                count.call(
                                    (double) shed, gate, verdict.strategy(), reason.label()))),
        GATE,
        STRATEGY,
        "reason");
    showCount(
        "weir_shadow_served_total",
        "Requests that would have been served well and in time.",
        shadows,
        ShadowVerdict::served);
    showLevel(
        "weir_shadow_in_flight_requests",
        "Permits that would be out.",
        shadows,
        ShadowVerdict::inside);
    showLevel(
        "weir_shadow_queue_depth", "Requests that would wait.", shadows, ShadowVerdict::waiting);
    families.counts(
        "weir_shadow_lost_total",
        "Requests that were too many to be noted for what is tried.",
        count -> shadows.forEach((gate, shadow) -> count.call((double) shadow.lost(), gate)),
        GATE);
  }

  /** Shows for which share of the callers each gate's decisions are carried out; once. */
  public void showEnforced(Supplier<Map<String, Double>> ratios) {
    families.gauges(
        "weir_enforced_callers_ratio",
        "The share of callers for whom the decisions of the gate are carried out.",
        gauge -> ratios.get().forEach((gate, ratio) -> gauge.call(ratio, gate)),
        GATE);
  }

  private void showCount(
      String name,
      String help,
      Map<String, Shadow> shadows,
      ToDoubleFunction<ShadowVerdict> count) {
    families.counts(
        name,
        help,
        counts ->
            each(
                shadows,
                (gate, verdict) ->
                    counts.call(count.applyAsDouble(verdict), gate, verdict.strategy())),
        GATE,
        STRATEGY);
  }

  private void showLevel(
      String name,
      String help,
      Map<String, Shadow> shadows,
      ToDoubleFunction<ShadowVerdict> level) {
    families.gauges(
        name,
        help,
        gauge ->
            each(
                shadows,
                (gate, verdict) ->
                    gauge.call(level.applyAsDouble(verdict), gate, verdict.strategy())),
        GATE,
        STRATEGY);
  }

  private interface Shown {
    void show(String gate, ShadowVerdict verdict);
  }

  private static void each(Map<String, Shadow> shadows, Shown shown) {
    shadows.forEach(
        (gate, shadow) -> shadow.verdicts().forEach(verdict -> shown.show(gate, verdict)));
  }

  private record ShadowWaits(DistributionDataPoint admitted, DistributionDataPoint shed)
      implements GateObserver {

    @Override
    public void admitted(long waitedNanos) {
      admitted.observe(waitedNanos / 1e9);
    }

    @Override
    public void shed(ShedReason reason, long waitedNanos) {
      shed.observe(waitedNanos / 1e9);
    }
  }
}
