package dev.weir.settings;

import java.time.Duration;
import java.util.List;

/**
 * What clients may do with their connections.
 *
 * @param headerTimeout how long the head of a request may take
 * @param idleTimeout how long a connection is kept between requests
 * @param stallTimeout how long a body may stand still, or an answer be left untaken
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

  private static final int MOST_CONNECTIONS = 1_000_000;
  private static final int MOST_BYTES_PER_SECOND = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final String GONE = "gone";
  private static final String SERVED = "served";

  static ClientSettings from(Values values) {
    return new ClientSettings(
        values.duration(Key.SERVER_HEADER_TIMEOUT, SHORTEST, LONGEST),
        values.duration(Key.SERVER_IDLE_TIMEOUT, SHORTEST, LONGEST),
        values.duration(Key.SERVER_STALL_TIMEOUT, SHORTEST, LONGEST),
        values.integer(Key.SERVER_MIN_BODY_RATE, 0, MOST_BYTES_PER_SECOND),
        values.integer(Key.SERVER_MAX_CONNECTIONS, 1, MOST_CONNECTIONS),
        values.oneOf(Key.SERVER_HALF_CLOSE, List.of(GONE, SERVED)).equals(GONE));
  }
}
