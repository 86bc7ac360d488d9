package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateObserver;
import dev.weir.gate.audit.Violation;
import dev.weir.gate.strategy.None;
import dev.weir.gate.strategy.Reject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each gate has series of its own, from the start. */
class GateMetricsTest {

  private final WeirMetrics metrics = new WeirMetrics("test");
  private final Scrape scrape = new Scrape(metrics.registry());

  private double violations(String gate, Violation violation) {
    return scrape.value("weir_invariant_violations", "gate", gate, "invariant", violation.label());
  }

  @Test
  void aViolationIsCountedByItsGateAndItsName() {
    GateSeries uploads = metrics.gates().of("uploads");
    metrics.gates().of("default");
    uploads.violated(Violation.PERMIT_LOST);
    assertThat(violations("uploads", Violation.PERMIT_LOST), is(1.0));
    assertThat(violations("uploads", Violation.OUT_OF_BOUNDS), is(0.0));
    assertThat(violations("default", Violation.PERMIT_LOST), is(0.0));
  }

  @Test
  void waitsHaveTheirSeriesBeforeAnyRequest() {
    metrics.gates().of("default");
    assertThat(scrape.series("weir_wait_seconds"), hasSize(2));
    assertThat(scrape.series("weir_retry_after_error_seconds"), hasSize(2));
  }

  @Test
  void levelsAreThoseOfEachGate() {
    Gate reject = new Reject(3).open(GateObserver.NONE, System::nanoTime);
    Gate none = new None().open(GateObserver.NONE, System::nanoTime);
    metrics.gates().show(Map.of("default", reject, "none", none));
    reject.enter(Arrival.from("a"));
    assertThat(scrape.value("in_flight_requests", "gate", "default"), is(1.0));
    assertThat(scrape.value("in_flight_requests", "gate", "none"), is(0.0));
    assertThat(scrape.value("weir_permits", "gate", "default"), is(3.0));
    assertThat(scrape.value("weir_permits", "gate", "none"), is(Double.POSITIVE_INFINITY));
  }
}
