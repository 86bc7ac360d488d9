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
 * @param permits how many permits there were; empty if no gate has such a limit
 * @param finishedCalls how many calls of the backend had ended by then
 * @param memoryBytes what the process held
 */
record MetricsSnapshot(
    int inside, int waiting, OptionalDouble permits, long finishedCalls, double memoryBytes) {

  /** What is known before the first look. */
  static final MetricsSnapshot NONE = new MetricsSnapshot(0, 0, OptionalDouble.empty(), 0, 0);

  private static final Pattern SERIES =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{.*})? (\\S+)(?: .*)?");

  /** Reads the Prometheus text format; the series of several gates are added up. */
  static MetricsSnapshot parse(String exposition) {
    Map<String, Double> sums = new HashMap<>();
    exposition
        .lines()
        .map(SERIES::matcher)
        .filter(Matcher::matches)
        .filter(series -> isFinite(series.group(2)))
        .forEach(
            series ->
                sums.merge(series.group(1), Double.parseDouble(series.group(2)), Double::sum));
    return new MetricsSnapshot(
        sums.getOrDefault("in_flight_requests", 0.0).intValue(),
        sums.getOrDefault("queue_depth", 0.0).intValue(),
        permits(sums),
        sums.getOrDefault("weir_backend_duration_seconds_count", 0.0).longValue(),
        sums.getOrDefault(
            "process_resident_memory_bytes", sums.getOrDefault("jvm_memory_used_bytes", 0.0)));
  }

  /** Prometheus writes {@code +Inf}, {@code -Inf} and {@code NaN} for what is no number. */
  private static boolean isFinite(String text) {
    return !text.endsWith("Inf") && !text.equals("NaN");
  }

  private static OptionalDouble permits(Map<String, Double> sums) {
    Double permits = sums.get("weir_permits");
    return permits == null ? OptionalDouble.empty() : OptionalDouble.of(permits);
  }

  /** Returns whether no request is inside and none waits. */
  boolean atRest() {
    return inside == 0 && waiting == 0;
  }
}
