package dev.weir.metrics;

import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import dev.weir.gate.audit.Violation;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.function.Consumer;

/** Counts what one gate decides, and what the audit finds there; {@link GateMetrics} says where. */
public final class GateSeries implements GateObserver {

  private final Consumer<Violation> violations;
  private final DistributionDataPoint admittedWaits;
  private final DistributionDataPoint shedWaits;
  private final DistributionDataPoint hintsTooEarly;
  private final DistributionDataPoint hintsTooLate;

  GateSeries(
      Consumer<Violation> violations,
      DistributionDataPoint admittedWaits,
      DistributionDataPoint shedWaits,
      DistributionDataPoint hintsTooEarly,
      DistributionDataPoint hintsTooLate) {
    this.violations = violations;
    this.admittedWaits = admittedWaits;
    this.shedWaits = shedWaits;
    this.hintsTooEarly = hintsTooEarly;
    this.hintsTooLate = hintsTooLate;
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
