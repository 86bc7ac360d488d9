package dev.weir.metrics;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Makes families of metrics, each of which has all of its series from the start, and registers
 * them.
 *
 * @param registry where they are registered
 */
record Families(PrometheusRegistry registry) {

  /**
   * Returns a counter for each of these values.
   *
   * @param label the name of the label
   * @param values what the counters are for
   * @param text the value of the label
   */
  <E extends Enum<E>> Map<E, CounterDataPoint> counters(
      String name, String help, String label, Set<E> values, Function<E, String> text) {
    Counter counter =
        Counter.builder()
            .name(name)
            .help(help)
            .labelNames(label)
            .withoutExemplars()
            .register(registry);
    return forEach(values, value -> counter.labelValues(text.apply(value)));
  }

  /** Returns a counter without labels. */
  Counter counter(String name, String help) {
    return Counter.builder().name(name).help(help).withoutExemplars().register(registry);
  }

  /** Returns a histogram without series. */
  DurationHistogram histogram(String name, String help, String label) {
    DurationHistogram histogram = new DurationHistogram(name, help, label);
    registry.register(histogram);
    return histogram;
  }

  /** Returns the series of a histogram, one for each of these values; otherwise like counters. */
  <E extends Enum<E>> Map<E, DurationSeries> durations(
      String name, String help, String label, Set<E> values, Function<E, String> text) {
    DurationHistogram histogram = histogram(name, help, label);
    return forEach(values, value -> histogram.with(text.apply(value)));
  }

  /** Registers a level that is asked for at each scrape. */
  void gauge(String name, String help, DoubleSupplier level) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(level.getAsDouble()))
        .register(registry);
  }

  private static <E extends Enum<E>, S> Map<E, S> forEach(Set<E> values, Function<E, S> series) {
    return new EnumMap<>(values.stream().collect(toMap(identity(), series)));
  }
}
