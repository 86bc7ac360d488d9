package dev.weir.wire;

import dev.weir.problem.Rejected;
import dev.weir.time.Timeouts;
import dev.weir.wire.framing.Latin1DataReader;
import dev.weir.wire.framing.RequestFraming;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes every connection of a listener as one of HTTP/1.1, and puts a {@link ClientConnection}
 * between Helidon and the socket. A client that speaks something else hears what is spoken here.
 */
public final class ConnectionSelector implements ServerConnectionSelector {

  /** For the head on a connection beyond the limit: the next ones wait in the backlog meanwhile. */
  private static final Duration LONGEST_EXCESS = Duration.ofSeconds(1);

  private final Http1Config config;
  private final ServerConnectionSelector http1;
  private final Supplier<ConnectionLimits> limits;
  private final Timeouts timeouts;
  private final Consumer<Rejected> rejected;
  private final EarlyBodies earlyBodies;
  private final NewConnectionLimiter newConnections;

  /**
   * Makes a selector of connections.
   *
   * @param config how Helidon speaks HTTP/1.1; its sizes of request lines and fields are kept here
   * @param limits what a client may do with a connection that begins now
   * @param timeouts the clock of the timeouts
   * @param earlyBodies the memory for bodies that come before their requests go on
   * @param rejected hears of the requests beyond the limit, and of those whose heads come too late
   */
  public ConnectionSelector(
      Http1Config config,
      Supplier<ConnectionLimits> limits,
      Timeouts timeouts,
      EarlyBodies earlyBodies,
      Consumer<Rejected> rejected) {
    this.config = config;
    this.http1 = Http1ConnectionSelector.builder().config(forEscaped(config)).build();
    this.limits = limits;
    this.timeouts = timeouts;
    this.earlyBodies = earlyBodies;
    this.rejected = rejected;
    this.newConnections = new NewConnectionLimiter(timeouts::nowNanos);
  }

  /** An escaped byte takes three times its place. */
  private static Http1Config forEscaped(Http1Config config) {
    return Http1Config.builder(config).maxPrologueLength(3 * config.maxPrologueLength()).build();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return connection(context, () -> {});
  }

  /** Makes a connection that runs an action when it has ended. */
  ServerConnection connection(ConnectionContext context, Runnable ended) {
    ConnectionLimits its = limits.get();
    ClientConnection client = client(context, its);
    RequestSource source = source(client, its, client.earlyBody()::take);
    Latin1DataReader reader = new Latin1DataReader(source);
    client.availableFrom(() -> reader.available() + source.available());
    TimedWriter writer = new TimedWriter(context.dataWriter(), client);
    return new MonitoredConnection(
        http1.connection(new MonitoredContext(context, reader, writer, client)), client, ended);
  }

  /** Makes a connection beyond the limit, on which one request is read, and served at most. */
  ServerConnection excess(ConnectionContext context, EssentialPaths paths) {
    ConnectionLimits hasty = limits.get().withHeaderWithin(LONGEST_EXCESS);
    ClientConnection client = client(context, hasty);
    TimedWriter writer = new TimedWriter(context.dataWriter(), client);
    return new ExcessConnection(
        client,
        source(client, hasty, bytes -> false),
        writer,
        paths,
        head -> {
          Latin1DataReader reader = new Latin1DataReader(one(head));
          return http1.connection(new MonitoredContext(context, reader, writer, client));
        },
        rejected);
  }

  /** A source of one request, after which its connection ends. */
  private static Supplier<byte @Nullable []> one(byte[] request) {
    Iterator<byte[]> rest = List.of(request).iterator();
    return () -> rest.hasNext() ? rest.next() : null;
  }

  private ClientConnection client(ConnectionContext context, ConnectionLimits its) {
    return new ClientConnection(
        context,
        its,
        timeouts,
        newConnections,
        earlyBodies.reservation(),
        new LateRequests(its.header(), rejected));
  }

  private RequestSource source(
      ClientConnection client, ConnectionLimits its, LongPredicate mayHold) {
    RequestFraming framing =
        new RequestFraming(config.maxPrologueLength(), config.maxHeadersSize(), mayHold);
    return new RequestSource(client, its, framing, timeouts::nowNanos);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  /** Returns what a client can ask for within its TLS handshake (RFC 7301). */
  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }
}
