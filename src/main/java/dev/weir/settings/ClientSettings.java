package dev.weir.settings;

import java.time.Duration;

/**
 * What clients may do with their connections.
 *
 * @param headerTimeout how long the head of a request may take
 * @param idleTimeout how long a connection is kept between requests
 * @param stallTimeout how long a body may stand still, or a response be left unread
 * @param minBodyRate the bytes per second at which a body has to come at least; 0 for any
 * @param maxConnections how many connections there may be at once
 * @param halfClosedIsGone whether a client that ends its sending side has left
 */
public record ClientSettings(
    Duration headerTimeout,
    Duration idleTimeout,
    Duration stallTimeout,
    int minBodyRate,
    int maxConnections,
    boolean halfClosedIsGone) {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  static ClientSettings from(Values values) {
    return new ClientSettings(
        values.duration("server.header-timeout", SHORTEST, LONGEST),
        values.duration("server.idle-timeout", SHORTEST, LONGEST),
        values.duration("server.stall-timeout", SHORTEST, LONGEST),
        values.integer("server.min-body-rate", 0, 1_000_000),
        values.integer("server.max-connections", 1, 1_000_000),
        values.oneOf("server.half-close", "gone", "served").equals("gone"));
  }
}
