package dev.weir.settings;

import dev.weir.tls.IdentityFiles;
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
 * @param clients what clients may do with their connections
 * @param limits how large a request may be
 * @param tls the certificate of Weir; empty for connections without TLS
 */
public record ServerSettings(
    String host,
    int port,
    Duration shutdownDelay,
    Duration drainTimeout,
    ProxySettings proxy,
    ClientSettings clients,
    RequestLimits limits,
    Optional<IdentityFiles> tls) {

  static ServerSettings from(Values values) {
    return new ServerSettings(
        values.text("server.host"),
        values.integer("server.port", 0, 65_535),
        values.duration("server.shutdown-delay", Duration.ZERO, Duration.ofHours(1)),
        values.duration("server.drain-timeout", Duration.ZERO, Duration.ofHours(1)),
        ProxySettings.from(values),
        ClientSettings.from(values),
        RequestLimits.from(values),
        TlsSettings.from(values, "server.tls"));
  }
}
