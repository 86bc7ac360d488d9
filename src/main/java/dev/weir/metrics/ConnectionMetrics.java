package dev.weir.metrics;

import dev.weir.wire.Places;

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

  /** Shows the places of a listener; once for each of these metrics. */
  public void show(Places places) {
    families.gauge("weir_client_connections", "Connections of clients.", places::taken);
    families.gauge(
        "weir_max_client_connections", "Connections of clients that there may be.", places::most);
    families.counts(
        "weir_client_connections_opened_total",
        "Connections that clients made, by what became of them.",
        connections -> {
          connections.call((double) places.accepted(), "accepted");
          connections.call((double) places.refused(), "refused");
        },
        "decision");
  }
}
