package dev.weir;

import dev.weir.edge.PassThroughEncoding;
import dev.weir.edge.ProtocolErrors;
import dev.weir.edge.Rejections;
import dev.weir.process.FileDescriptorBudget;
import dev.weir.process.HeapBudget;
import dev.weir.settings.ServerSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import dev.weir.time.Timeouts;
import dev.weir.tls.IdentityFiles;
import dev.weir.tls.UnusablePemException;
import dev.weir.wire.ConnectionLimiter;
import dev.weir.wire.ConnectionSelector;
import dev.weir.wire.EarlyBodies;
import dev.weir.wire.EssentialPaths;
import dev.weir.wire.PacedSocketOptions;
import dev.weir.wire.tls.ServerIdentity;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where Weir listens and what it speaks there: on the main port, and on the admin port if that is
 * another.
 */
final class Listeners implements AutoCloseable {

  /** The name of the admin port within Helidon's server. */
  static final String ADMIN = "admin";

  /**
   * As many as can be served within the patience of their clients while Weir is cold; those that do
   * not fit try again after a second. In a larger backlog that stands, all would come too late.
   */
  private static final int BACKLOG = 1024;

  /**
   * What a client has yet to read of a response is kept there, and a write waits until a part of it
   * is free: with the megabytes that Linux may give it, a client that reads steadily would seem to
   * stand still for a minute.
   */
  private static final int SEND_BUFFER_BYTES = 256 * 1024;

  private static final Duration LAST_RESPONSES = Duration.ofSeconds(1);

  /** Each connection has limits of its own, which are exact. */
  private static final Duration NEVER = Duration.ofDays(365);

  private final Settings settings;
  private final Timeouts timeouts;
  private final Rejections rejections;
  private final Optional<ServerIdentity> identity;
  private final FileDescriptorBudget descriptors = FileDescriptorBudget.ofThisProcess();
  private final EarlyBodies earlyBodies;
  private volatile ServerSettings inForce;
  private final int most;
  private final ConnectionLimiter limiter;

  /**
   * Reads the certificate, if there is to be one.
   *
   * @param calls how many calls of the backend there may be at once
   * @param rejections reports the requests that never come to a route
   * @throws SettingsException if it can't be used, or if there are too few file descriptors
   */
  Listeners(Settings settings, int calls, Timeouts timeouts, Rejections rejections) {
    this.settings = settings;
    this.inForce = settings.server();
    this.timeouts = timeouts;
    this.rejections = rejections;
    int wanted = HeapBudget.ofThisProcess().clients(settings.server().maxConnections());
    this.earlyBodies =
        new EarlyBodies(
            () -> inForce.limits().body().orElse(Long.MAX_VALUE),
            HeapBudget.ofThisProcess().earlyBodyBytes());
    this.most = descriptors.clients(wanted, calls);
    this.limiter = new ConnectionLimiter(most, connections(), essentialPaths(), timeouts::nowNanos);
    this.identity = settings.server().tls().map(Listeners::identity);
  }

  /**
   * Reads a certificate, and keeps an eye on its files until it is closed.
   *
   * @throws SettingsException if it can't be used
   */
  static ServerIdentity identity(IdentityFiles files) {
    try {
      return new ServerIdentity(files);
    } catch (UnusablePemException e) {
      throw new SettingsException("server.tls: " + e.getMessage());
    }
  }

  /**
   * Puts other settings in force for the connections that are made from now on. There are never
   * more of them than at the start, and fewer if calls take their file descriptors.
   *
   * @param calls how many calls of the backend there may be at once
   */
  void update(Settings next, int calls) {
    inForce = next.server();
    limiter.resize(descriptors.clients(most, calls));
  }

  /**
   * Sets the listeners up.
   *
   * @param operators adds what is served on the admin port only
   */
  void setup(WebServerConfig.Builder server, Consumer<HttpRouting.Builder> operators) {
    ServerSettings main = settings.server();
    listen(server, main.host(), main.port());
    server.maxTcpConnections(limiter.limit() + descriptors.turnedAway());
    server.addConnectionSelector(limiter);
    // A server that was made from application.yaml would take its keys for those of Helidon.
    server.clearTls();
    identity.ifPresent(own -> server.tls(own.tls()));
    settings.admin().port().ifPresent(port -> server.putSocket(ADMIN, admin(port, operators)));
  }

  /** Returns Weir's own paths on the main port, each with all that is below it. */
  List<String> ownPaths() {
    return hasAdminPort() ? List.of() : List.of("/metrics", "/health");
  }

  private boolean hasAdminPort() {
    return settings.admin().port().isPresent();
  }

  /** A health probe must not mistake a crowd of connections for a dead process. */
  private EssentialPaths essentialPaths() {
    return new EssentialPaths(hasAdminPort() ? List.of() : List.of("/health"));
  }

  /** Returns what limits the connections of the main port. */
  ConnectionLimiter limiter() {
    return limiter;
  }

  /** Returns the sockets that serve Weir's own paths; empty for the one there always is. */
  List<String> observed() {
    return hasAdminPort() ? List.of(ADMIN) : List.of();
  }

  private ListenerConfig admin(int port, Consumer<HttpRouting.Builder> operators) {
    ListenerConfig.Builder admin = ListenerConfig.builder();
    listen(admin, settings.admin().host(), port);
    return admin
        .maxTcpConnections(descriptors.turnedAway())
        .addConnectionSelector(connections())
        .routing(
            routing -> {
              operators.accept(routing);
              routing.any(rejections::notFound);
            })
        .buildPrototype();
  }

  private void listen(ListenerConfig.BuilderBase<?, ?> listener, String host, int port) {
    listener
        .host(host)
        .port(port)
        .backlog(BACKLOG)
        .shutdownGracePeriod(LAST_RESPONSES)
        .idleConnectionTimeout(NEVER)
        .contentEncoding(new PassThroughEncoding())
        .directHandlers(new ProtocolErrors(rejections).handlers())
        .errorHandling(ErrorHandling.builder().includeEntity(true).build())
        .connectionOptions(
            new PacedSocketOptions(
                SocketOptions.builder()
                    .tcpNoDelay(true)
                    .socketSendBufferSize(SEND_BUFFER_BYTES)
                    .build()))
        .protocolsDiscoverServices(false)
        // Of plain sockets: one buffer fewer a connection. TLS is written for the other kind.
        .useNio(identity.isPresent());
  }

  @SuppressWarnings("removal") // Should Helidon's own check of Host come to stay, it costs no more.
  private ConnectionSelector connections() {
    Http1Config config =
        Http1Config.builder()
            .maxPrologueLength(settings.server().limits().requestLine())
            .maxHeadersSize(settings.server().limits().headerSize())
            // RequestFraming has checked every head before Helidon sees it, and each field of a
            // response was checked where it was read.
            .validateRequestHeaders(false)
            .validateRequestHostHeader(false)
            .validateResponseHeaders(false)
            .build();
    return new ConnectionSelector(
        config, () -> inForce.clients(), timeouts, earlyBodies, rejections);
  }

  /** Stops looking at the files of the certificate. */
  @Override
  public void close() {
    identity.ifPresent(ServerIdentity::close);
  }
}
