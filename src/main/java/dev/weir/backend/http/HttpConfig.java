package dev.weir.backend.http;

import dev.weir.address.HttpUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which HTTP service, and how it is called.
 *
 * @param urls its addresses, at least one, perhaps with a path that is put before the path of each
 *     request
 * @param hostOfUrl whether {@code Host} is that of the address, instead of the client's
 * @param limits what may take how long
 * @param coolDown how long an address is left alone that could not be connected to
 * @param checks how it is found out whether its addresses are well; empty for by calls alone
 * @param retryBudget how many retries there may be for each call, from 0 to 1
 */
public record HttpConfig(
    List<HttpUrl> urls,
    boolean hostOfUrl,
    Limits limits,
    Duration coolDown,
    Optional<Checks> checks,
    double retryBudget) {

  /**
   * What may take how long.
   *
   * @param connect a connection, until it is made, with all of TLS
   * @param firstByte the service, from a request until the status line of its answer
   * @param idle silence within an answer, or a service that takes no more of a request
   * @param total a whole call with both bodies; empty for no limit
   * @param keepAlive a connection between two calls; then it is closed
   * @param linger a service that has not begun to answer when the time of the call is over, until
   *     its connection is closed; zero to close the connection at once
   * @param maxAge a connection from when it was made until the last call that begins on it; empty
   *     for no limit
   */
  public record Limits(
      Duration connect,
      Duration firstByte,
      Duration idle,
      Optional<Duration> total,
      Duration keepAlive,
      Duration linger,
      Optional<Duration> maxAge) {}

  /**
   * Health checks of each address.
   *
   * @param path what is asked for, as it stands; empty to do no more than connect, once, and as
   *     long as that fails
   * @param interval between two checks, and the longest that an answer may take
   */
  public record Checks(Optional<String> path, Duration interval) {}
}
