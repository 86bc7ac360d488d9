package dev.weir.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import java.util.function.LongSupplier;

/**
 * The metrics of the logs.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code weir_log_lines_lost_total}<td>counter, {@code log}<td>when a line of the {@code
 *     access} or the {@code server} log is dropped, because those before it are not read in time
 * </table>
 */
public final class LogMetrics {

  private final Families families;

  LogMetrics(Families families) {
    this.families = families;
  }

  /** Shows how many lines each log has lost; once for each of these metrics. */
  public void show(LongSupplier accessLost, LongSupplier serverLost) {
    CounterWithCallback.builder()
        .name("weir_log_lines_lost_total")
        .help("Lines of a log that were dropped, because it was not read in time.")
        .labelNames("log")
        .callback(
            callback -> {
              callback.call((double) accessLost.getAsLong(), "access");
              callback.call((double) serverLost.getAsLong(), "server");
            })
        .register(families.registry());
  }
}
