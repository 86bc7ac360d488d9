package dev.weir.metrics;

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
    families.counts(
        "weir_log_lines_lost_total",
        "Lines of a log that were dropped, because it was not read in time.",
        lost -> {
          lost.call((double) accessLost.getAsLong(), "access");
          lost.call((double) serverLost.getAsLong(), "server");
        },
        "log");
  }
}
