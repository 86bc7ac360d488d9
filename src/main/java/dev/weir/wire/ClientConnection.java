package dev.weir.wire;

import dev.weir.time.Timeouts;
import dev.weir.wire.ConnectionTimeout.Kind;
import dev.weir.wire.framing.HeadOnly;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.RequestException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerRequest;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of a connection, as a handler may know it: the address of the client, and whether
 * it is still there.
 *
 * <p>A client that leaves while its request is in flight interrupts the request's thread: once, and
 * never when the request is over.
 */
public final class ClientConnection implements PeerInfo, AutoCloseable {

  private final PeerInfo peer;
  private final DataWriter writer;
  private final EarlyBodies.Reservation earlyBody;
  private final LateRequests late;
  private final InFlightRequest request = new InFlightRequest();
  private final ClientSocket socket;
  private @Nullable String host;
  private IntSupplier available = () -> 0;
  private @Nullable RequestException refusal;
  private volatile @Nullable HeadOnly headOnly;
  private @Nullable String targetAsSent;
  private boolean refused;

  ClientConnection(
      ConnectionContext context,
      ConnectionLimits limits,
      Timeouts timeouts,
      NewConnectionLimiter newConnections,
      EarlyBodies.Reservation earlyBody,
      LateRequests late) {
    this.peer = context.remotePeer();
    this.writer = context.dataWriter();
    this.earlyBody = earlyBody;
    this.late = late;
    this.socket =
        new ClientSocket(
            source(context), limits, timeouts, request, newConnections, this::refuseLate);
  }

  /** Where a server has more than one selector, Helidon 4.5 reads the first bytes to choose one. */
  @SuppressWarnings("removal") // Helidon 4.5 has no other read of a size that its caller chooses.
  private static Supplier<byte @Nullable []> source(ConnectionContext context) {
    DataReader reader = context.dataReader();
    int read = reader.available();
    Iterator<byte[]> early =
        read == 0 ? Collections.emptyIterator() : List.of(reader.readBytes(read)).iterator();
    HelidonSocket socket = context.serverSocket();
    // TLS comes in records, which are never much larger than what Helidon reads at once.
    Supplier<byte @Nullable []> reads =
        context.isSecure() ? socket : new GrowingReads(socket, socket::read);
    return () -> early.hasNext() ? early.next() : reads.get();
  }

  /**
   * Returns the connection of a request, if Weir watches it.
   *
   * <p>Helidon 4.5 gives a handler no hook to its connection, but passes the peer of the
   * connection's context on as it is; {@link MonitoredContext} makes that this object. There is no
   * other way from a request to its connection.
   */
  public static Optional<ClientConnection> of(ServerRequest request) {
    return request.remotePeer() instanceof ClientConnection connection
        ? Optional.of(connection)
        : Optional.empty();
  }

  /** Begins a request, on the connection's thread; {@link #end} must follow. */
  public void begin() {
    socket.begin();
  }

  /** Ends the request; an interrupt that came because the client left is undone. */
  public void end() {
    socket.end();
  }

  /**
   * Sets when the request in flight is not to be interrupted if the client leaves, because what it
   * waits for goes on without the client; {@link #gone} says so afterwards.
   */
  public void outlivesClient(BooleanSupplier whether) {
    request.outlivesClient(whether);
  }

  /** Writes the response of the request in flight, on another thread than the request's. */
  public void respond(Runnable response) {
    request.respond(response);
  }

  /**
   * Interrupts the request in flight, as when the client leaves.
   *
   * @return whether there was one that may be interrupted
   */
  public boolean cancel() {
    return request.cancel();
  }

  /** Returns whether the client left while its request was in flight. */
  public boolean gone() {
    return request.gone();
  }

  /**
   * Returns the path and the query of its request to the byte, a character for each, if Helidon
   * does not know them so.
   */
  public Optional<String> targetAsSent() {
    return Optional.ofNullable(targetAsSent);
  }

  /** Returns what is wrong with the bytes that came last; empty if nothing is. */
  public Optional<RequestException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Takes nothing more of what the client sends, which may read its response in peace. */
  public void refuse() {
    refused = true;
  }

  void refuse(RequestException reason) {
    refusal = reason;
    refuse();
  }

  boolean isRefused() {
    return refused;
  }

  /** Returns how many bytes of a request's body can be read without waiting, at least. */
  public int available() {
    return available.getAsInt();
  }

  void availableFrom(IntSupplier source) {
    available = source;
  }

  /** Writes an interim response, on the request's thread. */
  public void send(byte[] bytes) {
    socket.write(() -> writer.writeNow(BufferData.create(bytes)));
  }

  /**
   * Notes the request, or what there is of it, that has come: what is written from here on responds
   * to it.
   *
   * @param head whether it is a HEAD
   * @param target its path and query, if Helidon does not take them as they are
   */
  void requestComes(boolean head, @Nullable String target) {
    headOnly = head ? new HeadOnly() : null;
    targetAsSent = target;
  }

  /** Returns what the client is to get of a response, or of a part of one. */
  BufferData toBeSent(BufferData response) {
    HeadOnly rule = headOnly;
    return rule == null ? response : rule.cut(response);
  }

  /** Returns the memory for the body of its next request. */
  EarlyBodies.Reservation earlyBody() {
    return earlyBody;
  }

  /** Returns the request that is in flight, if any. */
  InFlightRequest request() {
    return request;
  }

  /** Returns what the client is read from and written to. */
  ClientSocket socket() {
    return socket;
  }

  /** No other thread writes while the connection's thread waits for a request. */
  private void refuseLate(Kind kind) {
    writer.writeNow(toBeSent(late.refuse(kind, host())));
  }

  @Override
  public SocketAddress address() {
    return peer.address();
  }

  /** Returns the client's address, for which Helidon is asked once: each time is a look-up. */
  @Override
  public String host() {
    String known = host;
    if (known == null) {
      known = peer.host();
      host = known;
    }
    return known;
  }

  @Override
  public int port() {
    return peer.port();
  }

  @Override
  public Optional<Principal> tlsPrincipal() {
    return peer.tlsPrincipal();
  }

  @Override
  public Optional<Certificate[]> tlsCertificates() {
    return peer.tlsCertificates();
  }

  @Override
  public void close() {
    earlyBody.release();
    socket.close();
  }
}
