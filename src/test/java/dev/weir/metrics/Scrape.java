package dev.weir.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

/** What a registry has at one moment. */
record Scrape(PrometheusRegistry registry) {

  /** Returns the value of one series of a counter or a gauge. */
  double value(String family, String... labels) {
    return series(family).stream()
        .filter(series -> series.getLabels().equals(Labels.of(labels)))
        .mapToDouble(Scrape::value)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no such series of " + family));
  }

  /** Returns all series of a family, whose name has no {@code _total} here. */
  List<DataPointSnapshot> series(String family) {
    return registry.scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals(family))
        .<DataPointSnapshot>flatMap(metric -> metric.getDataPoints().stream())
        .toList();
  }

  private static double value(DataPointSnapshot series) {
    return switch (series) {
      case CounterDataPointSnapshot counter -> counter.getValue();
      case GaugeDataPointSnapshot gauge -> gauge.getValue();
      default -> throw new AssertionError("neither a counter nor a gauge: " + series);
    };
  }
}
