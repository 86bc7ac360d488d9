package dev.weir.metrics;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.weir.edge.SpanIds;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Makes families of metrics, each of which has all of its series from the start, and registers
 * them.
 *
 * @param registry where they are registered
 * @param exemplars what histograms of traced durations show
 */
record Families(PrometheusRegistry registry, Exemplars exemplars) {

  /** From a quick refusal to a stalled backend, densest where waits and latencies are expected. */
  private static final double[] BOUNDS_SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75,
    1, 2.5, 5, 10, 30
  };

  /** Registers a counter; one with labels has no series yet. */
  Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  /** Makes a counter for each of these values, and returns what increments that of a value. */
  static <E extends Enum<E>> Consumer<E> counters(
      Set<E> values, Function<E, CounterDataPoint> counter) {
    Map<E, CounterDataPoint> series = forEach(values, counter);
    return value -> requireNonNull(series.get(value)).inc();
  }

  /** Registers a histogram of durations in seconds, without series. */
  Histogram histogram(String name, String help, String... labels) {
    return unregistered(name, help, labels).withoutExemplars().register(registry);
  }

  /** Registers a histogram of durations in seconds that may have exemplars, without series. */
  Histogram tracedHistogram(String name, String help, String... labels) {
    return switch (exemplars) {
      case NONE -> histogram(name, help, labels);
      case SPANS -> unregistered(name, help, labels).withExemplars().register(registry);
    };
  }

  private static Histogram.Builder unregistered(String name, String help, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(BOUNDS_SECONDS);
  }

  /** Makes a histogram for each of these values. */
  static <E extends Enum<E>> TracedDurations<E> durations(
      Set<E> values, Function<E, DistributionDataPoint> histogram) {
    Map<E, DistributionDataPoint> series = forEach(values, histogram);
    return (value, nanos, span) -> add(requireNonNull(series.get(value)), nanos / 1e9, span);
  }

  private static void add(DistributionDataPoint series, double seconds, Optional<SpanIds> span) {
    if (span.isPresent()) {
      SpanIds ids = span.get();
      series.observeWithExemplar(
          seconds, Labels.of(Exemplar.SPAN_ID, ids.span(), Exemplar.TRACE_ID, ids.trace()));
    } else {
      series.observe(seconds);
    }
  }

  /** Registers a level that is read at each scrape. */
  void gauge(String name, String help, DoubleSupplier level) {
    gauges(name, help, callback -> callback.call(level.getAsDouble()));
  }

  /** Registers levels that are read at each scrape, one for each tuple of label values. */
  void gauges(
      String name, String help, Consumer<GaugeWithCallback.Callback> levels, String... labels) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(levels)
        .register(registry);
  }

  /** Registers counts that are read at each scrape, one for each tuple of label values. */
  void counts(
      String name, String help, Consumer<CounterWithCallback.Callback> counts, String... labels) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(counts)
        .register(registry);
  }

  private static <E extends Enum<E>, S> Map<E, S> forEach(Set<E> values, Function<E, S> series) {
    return new EnumMap<>(values.stream().collect(toMap(identity(), series)));
  }
}
