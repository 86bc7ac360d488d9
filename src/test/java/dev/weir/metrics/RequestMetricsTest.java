package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.weir.edge.Outcome;
import dev.weir.edge.RequestObserver;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each route has series of its own, from the start. */
class RequestMetricsTest {

  private final WeirMetrics metrics = new WeirMetrics("test");
  private final Scrape scrape = new Scrape(metrics.registry());
  private final RequestObserver reports = metrics.requests().of("default", "reports");

  private double ended(String route, Outcome outcome) {
    return scrape.value(
        "request_count", "gate", "default", "route", route, "outcome", outcome.label());
  }

  private double dropped(ShedReason reason) {
    return scrape.value(
        "dropped_requests", "gate", "default", "route", "reports", "reason", reason.label());
  }

  @Test
  void allSeriesOfARouteAreThereBeforeItsFirstRequest() {
    assertThat(scrape.series("request_count"), hasSize(Outcome.values().length));
    assertThat(scrape.series("dropped_requests"), hasSize(ShedReason.values().length));
  }

  @Test
  void aRequestIsCountedForItsRouteAlone() {
    metrics.requests().of("default", "lookup");
    reports.ended(
        new Shed(ShedReason.ROOM_FULL, 0, Duration.ZERO), Outcome.SHED, 1, Optional.empty());
    assertThat(ended("reports", Outcome.SHED), is(1.0));
    assertThat(ended("lookup", Outcome.SHED), is(0.0));
    assertThat(dropped(ShedReason.ROOM_FULL), is(1.0));
    assertThat(dropped(ShedReason.CLOSING), is(0.0));
  }

  @Test
  void aClientThatLeftWasNotDropped() {
    reports.ended(
        new Shed(ShedReason.INTERRUPTED, 0, Duration.ZERO), Outcome.GONE, 1, Optional.empty());
    assertThat(ended("reports", Outcome.GONE), is(1.0));
    assertThat(dropped(ShedReason.INTERRUPTED), is(0.0));
  }
}
