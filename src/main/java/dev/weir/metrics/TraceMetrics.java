package dev.weir.metrics;

import dev.weir.trace.TraceCounts;
import java.util.function.Supplier;

/**
 * The metrics of traces. A Weir that does not trace has none of them.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code weir_traced_requests_total}<td>counter, {@code why}<td>when a request is recorded:
 *     {@code sampled}, or {@code error} because it was shed or failed
 * <tr><td>{@code weir_untraced_errors_total}<td>counter<td>when a request that was shed or failed is
 *     not recorded, because it was not sampled and there were too many of them
 * <tr><td>{@code weir_trace_spans_total}<td>counter, {@code result}<td>when the receiver has taken a
 *     span: {@code exported}; or when it is dropped: {@code queue_full}, {@code export_failed}
 * </table>
 */
public final class TraceMetrics {

  private final Families families;

  TraceMetrics(Families families) {
    this.families = families;
  }

  /** Shows what becomes of traces; once for each of these metrics. */
  public void show(Supplier<TraceCounts> counts) {
    families.counts(
        "weir_traced_requests_total",
        "Requests whose spans were recorded, by why.",
        requests -> {
          TraceCounts now = counts.get();
          requests.call((double) now.sampled(), "sampled");
          requests.call((double) now.errors(), "error");
        },
        "why");
    families.counts(
        "weir_untraced_errors_total",
        "Requests that were shed or failed, and not recorded because there were too many.",
        errors -> errors.call((double) counts.get().untracedErrors()));
    families.counts(
        "weir_trace_spans_total",
        "Spans, by what became of them.",
        spans -> {
          TraceCounts now = counts.get();
          spans.call((double) now.exported(), "exported");
          spans.call((double) now.queueFull(), "queue_full");
          spans.call((double) now.exportFailed(), "export_failed");
        },
        "result");
  }
}
