package dev.weir.backend.http;

import dev.weir.address.HttpUrl;
import dev.weir.tls.IdentityFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which HTTP service, and how it is called.
 *
 * @param urls its upstreams, at least one, perhaps with a path that is put before the path of each
 *     request
 * @param preserveHost whether {@code Host} is that of the client, instead of that of the upstream
 * @param timeouts what may take how long
 * @param ejectionTime how long an upstream is ejected that could not be connected to
 * @param checks how it is found out whether the upstreams are healthy; empty for by calls alone
 * @param retryBudget how many retries there may be for each call, from 0 to 1
 * @param tls who has to prove what, if the upstreams are of {@code https}
 */
public record HttpConfig(
    List<HttpUrl> urls,
    boolean preserveHost,
    Timeouts timeouts,
    Duration ejectionTime,
    Optional<Checks> checks,
    double retryBudget,
    Tls tls) {

  /** Returns the same with other upstreams. */
  HttpConfig withUrls(List<HttpUrl> others) {
    return new HttpConfig(others, preserveHost, timeouts, ejectionTime, checks, retryBudget, tls);
  }

  /**
   * How the service and Weir prove to each other who they are.
   *
   * @param ca a PEM file with the certificates that are trusted; empty for those that Java trusts
   * @param identity what Weir proves with who it is; empty for nothing
   * @param serverName the name that the service is asked for and its certificate has to be for;
   *     empty for the host of the URL
   */
  public record Tls(
      Optional<Path> ca, Optional<IdentityFiles> identity, Optional<String> serverName) {}

  /**
   * What may take how long.
   *
   * @param connect a connection, until it is made, with all of TLS
   * @param firstByte the service, from a request until the status line of its response
   * @param idle silence within a response, or a service that takes no more of a request
   * @param total a whole call with both bodies; empty for no limit
   * @param keepAlive a connection between two calls; then it is closed
   * @param linger a service that has not begun its response when the time of the call is over,
   *     until its connection is closed; zero to close the connection at once
   * @param maxAge a connection from when it was made until the last call that begins on it; empty
   *     for no limit
   */
  public record Timeouts(
      Duration connect,
      Duration firstByte,
      Duration idle,
      Optional<Duration> total,
      Duration keepAlive,
      Duration linger,
      Optional<Duration> maxAge) {}

  /**
   * Health checks of each upstream.
   *
   * @param path what is asked for, as it stands; empty to do no more than connect, once, and as
   *     long as that fails
   * @param interval between two checks, and the longest that a response may take
   */
  public record Checks(Optional<String> path, Duration interval) {}
}
