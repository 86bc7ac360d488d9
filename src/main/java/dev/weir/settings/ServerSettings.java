package dev.weir.settings;

import dev.weir.tls.IdentityFiles;
import dev.weir.wire.ConnectionLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * How clients reach Weir.
 *
 * @param host the address to listen on
 * @param port the port; 0 picks a free one
 * @param shutdownDelay how long a stop still serves new requests
 * @param drainTimeout how long a stop waits for the requests inside and in line
 * @param proxy how Weir behaves towards other proxies
 * @param maxConnections how many connections of clients there may be at once
 * @param clients what a client may do with its connection
 * @param limits how large a request may be
 * @param tls the certificate of Weir; empty for connections without TLS
 */
public record ServerSettings(
    String host,
    int port,
    Duration shutdownDelay,
    Duration drainTimeout,
    ProxySettings proxy,
    int maxConnections,
    ConnectionLimits clients,
    RequestLimits limits,
    Optional<IdentityFiles> tls) {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  static ServerSettings from(Values values) {
    return new ServerSettings(
        values.text("server.host"),
        values.integer("server.port", 0, 65_535),
        values.duration("server.shutdown-delay", Duration.ZERO, Duration.ofHours(1)),
        values.duration("server.drain-timeout", Duration.ZERO, Duration.ofHours(1)),
        ProxySettings.from(values),
        values.integer("server.max-connections", 1, 1_000_000),
        clients(values),
        RequestLimits.from(values),
        TlsSettings.from(values, "server.tls"));
  }

  private static ConnectionLimits clients(Values values) {
    return new ConnectionLimits(
        values.duration("server.header-timeout", SHORTEST, LONGEST),
        values.duration("server.idle-timeout", SHORTEST, LONGEST),
        values.duration("server.stall-timeout", SHORTEST, LONGEST),
        values.integer("server.min-body-rate", 0, 1_000_000),
        values.oneOf("server.half-close", "gone", "served").equals("gone"));
  }
}
