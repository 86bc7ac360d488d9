package dev.weir.lab;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one look at {@code /metrics} showed.
 *
 * @param inside how many held a permit
 * @param waiting how many waited
 * @param permits how many permits there were; empty if the strategy has no such limit
 * @param finishedCalls how many calls of the backend had ended by then
 * @param memoryBytes what the process held
 */
record MetricsSnapshot(
    int inside, int waiting, OptionalDouble permits, long finishedCalls, double memoryBytes) {

  /** What is known before the first look. */
  static final MetricsSnapshot NONE = new MetricsSnapshot(0, 0, OptionalDouble.empty(), 0, 0);

  private static final Pattern SERIES =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{.*})? (\\S+)(?: .*)?");

  /** Reads the Prometheus text format. */
  static MetricsSnapshot parse(String exposition) {
    Map<String, Double> sums = new HashMap<>();
    exposition
        .lines()
        .map(SERIES::matcher)
        .filter(Matcher::matches)
        .forEach(series -> sums.merge(series.group(1), value(series.group(2)), Double::sum));
    return new MetricsSnapshot(
        sums.getOrDefault("in_flight_requests", 0.0).intValue(),
        sums.getOrDefault("queue_depth", 0.0).intValue(),
        permits(sums.getOrDefault("weir_permits", Double.POSITIVE_INFINITY)),
        sums.getOrDefault("weir_backend_duration_seconds_count", 0.0).longValue(),
        sums.getOrDefault(
            "process_resident_memory_bytes", sums.getOrDefault("jvm_memory_used_bytes", 0.0)));
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static OptionalDouble permits(double permits) {
    return Double.isFinite(permits) ? OptionalDouble.of(permits) : OptionalDouble.empty();
  }

  /** Returns whether no request is inside and none waits. */
  boolean atRest() {
    return inside == 0 && waiting == 0;
  }
}
