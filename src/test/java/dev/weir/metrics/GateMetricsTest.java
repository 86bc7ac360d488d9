package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.audit.Violation;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import org.junit.jupiter.api.Test;

class GateMetricsTest {

  private final WeirMetrics metrics = new WeirMetrics("test");

  private double counted(Violation violation) {
    return metrics.registry().scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals("weir_invariant_violations"))
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .filter(series -> violation.label().equals(series.getLabels().get("invariant")))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void aViolationIsCountedByItsName() {
    metrics.gate().violated(Violation.PERMIT_LOST);
    assertThat(counted(Violation.PERMIT_LOST), is(1.0));
    assertThat(counted(Violation.OUT_OF_BOUNDS), is(0.0));
  }
}
