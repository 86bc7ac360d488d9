package dev.weir.wire;

import dev.weir.problem.Rejected;
import dev.weir.time.Timeouts;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * Takes every connection as one of HTTP/1.1, and looks after it: who comes with something else is
 * told so.
 */
public final class ConnectionSelector implements ServerConnectionSelector {

  /** The next ones wait for its end in the backlog. */
  private static final Duration LONGEST_EXCESS = Duration.ofSeconds(1);

  private final Http1Config config;
  private final ServerConnectionSelector http1;
  private final ConnectionLimits limits;
  private final Timeouts timeouts;
  private final Consumer<Rejected> rejected;
  private final EarlyBodies earlyBodies;
  private final NewConnectionLimiter turnstile = new NewConnectionLimiter(System::nanoTime);

  /**
   * Makes a selector of connections.
   *
   * @param config how Helidon speaks HTTP/1.1; its sizes of request lines and fields are kept here
   * @param limits what a client may do with its connection
   * @param timeouts the clock of the time limits
   * @param earlyBodies the memory for bodies that come before their requests go on
   * @param rejected hears of the requests that have no place, or whose heads come too late
   */
  public ConnectionSelector(
      Http1Config config,
      ConnectionLimits limits,
      Timeouts timeouts,
      EarlyBodies earlyBodies,
      Consumer<Rejected> rejected) {
    this.earlyBodies = earlyBodies;
    this.config = config;
    this.http1 = Http1ConnectionSelector.builder().config(forEscaped(config)).build();
    this.limits = limits;
    this.timeouts = timeouts;
    this.rejected = rejected;
  }

  /** An escaped byte takes three times its place. */
  private static Http1Config forEscaped(Http1Config config) {
    return Http1Config.builder(config).maxPrologueLength(3 * config.maxPrologueLength()).build();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    MonitoredContext lookedAfter = lookAfter(context);
    return new MonitoredConnection(http1.connection(lookedAfter), lookedAfter.client());
  }

  /** Makes a connection for which there is no place: of all requests it serves one for these. */
  ServerConnection excess(ConnectionContext context, EssentialPaths paths) {
    ConnectionLimits hasty = limits.withHeaderWithin(LONGEST_EXCESS);
    ClientConnection client = client(context, hasty);
    TimedWriter writer = new TimedWriter(context.dataWriter(), client);
    return new ExcessConnection(
        client,
        new RequestSource(client, hasty, framing(bytes -> false)),
        writer,
        paths,
        head ->
            http1.connection(
                new MonitoredContext(
                    context, new Latin1DataReader(new OneRequest(head)), writer, client)),
        rejected);
  }

  private MonitoredContext lookAfter(ConnectionContext context) {
    ClientConnection client = client(context, limits);
    RequestSource intake = new RequestSource(client, limits, framing(client::mayHold));
    Latin1DataReader reader = new Latin1DataReader(intake);
    client.reads(() -> reader.available() + intake.available());
    return new MonitoredContext(
        context, reader, new TimedWriter(context.dataWriter(), client), client);
  }

  private ClientConnection client(ConnectionContext context, ConnectionLimits its) {
    return new ClientConnection(context, its, timeouts, turnstile, earlyBodies, rejected);
  }

  private RequestFraming framing(LongPredicate mayHold) {
    return new RequestFraming(config.maxPrologueLength(), config.maxHeadersSize(), mayHold);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  /** What a client can ask for within its TLS handshake (RFC 7301). */
  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }
}
