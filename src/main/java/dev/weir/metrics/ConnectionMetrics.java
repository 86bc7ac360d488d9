package dev.weir.metrics;

import dev.weir.wire.ConnectionLimiter;

/**
 * The metrics of the clients' connections to the main port.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code weir_client_connections}<td>gauge<td>open now, and not refused
 * <tr><td>{@code weir_max_client_connections}<td>gauge<td>how many there may be: {@code
 *     server.max-connections}, or what the heap and the file descriptors are
 *     enough for
 * <tr><td>{@code weir_client_connections_opened_total}<td>counter, {@code decision}<td>when a client
 *     connects: {@code accepted}, or {@code refused} for want of a place
 * </table>
 */
public final class ConnectionMetrics {

  private final Families families;

  ConnectionMetrics(Families families) {
    this.families = families;
  }

  /** Shows the connections of a listener; once for each of these metrics. */
  public void show(ConnectionLimiter limiter) {
    families.gauge("weir_client_connections", "Connections of clients.", limiter::open);
    families.gauge(
        "weir_max_client_connections", "Connections of clients that there may be.", limiter::limit);
    families.counts(
        "weir_client_connections_opened_total",
        "Connections that clients made, by what became of them.",
        connections -> {
          connections.call((double) limiter.accepted(), "accepted");
          connections.call((double) limiter.refused(), "refused");
        },
        "decision");
  }
}
