package dev.weir.settings;

/**
 * What is traced, beside what the variables of OpenTelemetry say.
 *
 * @param errorsPerSecond how many requests a second are recorded that were shed or failed, and not
 *     sampled
 */
public record TraceSettings(int errorsPerSecond) {

  private static final int MOST_ERRORS = 100_000;

  static TraceSettings from(Values values) {
    return new TraceSettings(values.integer("trace.errors-per-second", 0, MOST_ERRORS));
  }
}
