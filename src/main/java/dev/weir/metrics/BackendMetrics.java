package dev.weir.metrics;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.RetryReason;
import dev.weir.backend.UpstreamLevels;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.EnumSet;
import java.util.function.Consumer;

/**
 * The metrics of the backend: retries, and each upstream of an {@code http} backend. What an
 * upstream is called is what the settings say, so that its series are bounded by them.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code weir_backend_retries_total}<td>counter, {@code reason}<td>when a call is tried
 *     again: {@code connect}, {@code stale_connection} or {@code broken_connection}
 * <tr><td>{@code weir_backend_retry_budget_exhausted_total}<td>counter<td>when a call is not tried
 *     again because the retry budget is used up
 * <tr><td>{@code weir_upstream_healthy}<td>gauge, {@code upstream}<td>1 while it gets calls, 0 while
 *     it is left out
 * <tr><td>{@code weir_upstream_connections}<td>gauge, {@code upstream}, {@code state}<td>how many
 *     connections are {@code active} or {@code idle}
 * <tr><td>{@code weir_upstream_connections_opened_total}<td>counter, {@code upstream}<td>when a
 *     connection was made
 * </table>
 */
public final class BackendMetrics implements BackendObserver {

  private static final String UPSTREAM = "upstream";

  private final Families families;
  private final Consumer<RetryReason> retries;
  private final Counter exhausted;

  BackendMetrics(Families families) {
    this.families = families;
    Counter retried =
        families.counter(
            "weir_backend_retries_total",
            "Calls of the backend that were tried again, by reason.",
            "reason");
    retries =
        Families.counters(
            EnumSet.allOf(RetryReason.class), reason -> retried.labelValues(reason.label()));
    exhausted =
        families.counter(
            "weir_backend_retry_budget_exhausted_total",
            "Calls that were not tried again because the retry budget was used up.");
  }

  /** Shows the upstreams of a backend; once for each of these metrics. */
  public void show(Backend backend) {
    families.gauges(
        "weir_upstream_healthy",
        "Whether the upstream gets calls: 1, or 0.",
        healthy -> backend.upstreams().forEach(u -> healthy.call(u.healthy() ? 1 : 0, u.url())),
        UPSTREAM);
    families.gauges(
        "weir_upstream_connections",
        "Connections to the upstream, by what they do.",
        connections -> backend.upstreams().forEach(u -> connections(connections, u)),
        UPSTREAM,
        "state");
    families.counts(
        "weir_upstream_connections_opened_total",
        "Connections to the upstream that were made.",
        opened -> backend.upstreams().forEach(u -> opened.call((double) u.opened(), u.url())),
        UPSTREAM);
  }

  private static void connections(GaugeWithCallback.Callback connections, UpstreamLevels upstream) {
    connections.call(upstream.active(), upstream.url(), "active");
    connections.call(upstream.idle(), upstream.url(), "idle");
  }

  @Override
  public void retried(RetryReason reason) {
    retries.accept(reason);
  }

  @Override
  public void retryBudgetExhausted() {
    exhausted.inc();
  }
}
