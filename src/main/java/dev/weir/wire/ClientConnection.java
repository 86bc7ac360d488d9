package dev.weir.wire;

import dev.weir.problem.Problem;
import dev.weir.problem.Rejected;
import dev.weir.problem.Rejection;
import dev.weir.time.Timeouts;
import dev.weir.wire.ConnectionTimeout.Kind;
import dev.weir.wire.ConnectionTimeout.Limit;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerRequest;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of a connection, as a handler may know it: who it is, and whether it is still
 * there.
 *
 * <p>While a request is under way for more than a moment, a watcher reads ahead. If it finds that
 * the client has left, it interrupts the request's thread: once, and never when the request is
 * over.
 */
public final class ClientConnection implements PeerInfo, AutoCloseable {

  private static final Duration LINGERING = Duration.ofSeconds(1);

  private final ConnectionContext context;
  private final PeerInfo peer;
  private final ConnectionLimits limits;
  private final SharedReader inbound;
  private final ConnectionTimeout limit;
  private final NewConnectionLimiter turnstile;
  private final Consumer<Rejected> rejected;
  private final EarlyBodies earlyBodies;
  private final InFlightRequest underWay = new InFlightRequest();
  private final Timeouts timeouts;
  private IntSupplier available = () -> 0;
  private @Nullable ConnectionTimeout bodyLimit;
  private @Nullable String host;
  private @Nullable RequestException refusal;
  private volatile @Nullable HeadOnly headOnly;
  private @Nullable String targetAsSent;
  private boolean refused;
  private boolean inTurnstile;
  private long heldBytes;

  ClientConnection(
      ConnectionContext context,
      ConnectionLimits limits,
      Timeouts timeouts,
      NewConnectionLimiter turnstile,
      EarlyBodies earlyBodies,
      Consumer<Rejected> rejected) {
    this.timeouts = timeouts;
    this.earlyBodies = earlyBodies;
    this.turnstile = turnstile;
    this.rejected = rejected;
    this.context = context;
    this.peer = context.remotePeer();
    this.limits = limits;
    this.inbound = new SharedReader(new SocketSource(context));
    this.limit = new ConnectionTimeout(timeouts, this::overdue);
  }

  /** Returns the connection of a request, if it is one that is looked after. */
  public static Optional<ClientConnection> of(ServerRequest request) {
    return request.remotePeer() instanceof ClientConnection connection
        ? Optional.of(connection)
        : Optional.empty();
  }

  /** A request is under way from here on, on the connection's thread; {@link #end} must follow. */
  public void begin() {
    isKnown();
    underWay.begin();
    limit.beginAnswer();
  }

  /**
   * Says when the request under way is not to be interrupted if the client leaves, because what it
   * waits for goes on without it; {@link #gone} says so afterwards.
   */
  public void isPatient(BooleanSupplier whether) {
    underWay.isPatient(whether);
  }

  /** Writes the response of the request under way, on another thread than the request's. */
  public void answer(Runnable response) {
    underWay.answer(response);
  }

  /** The request is over; an interrupt that came because the client left is undone. */
  public void end() {
    limit.end();
    underWay.end();
  }

  /**
   * Interrupts the request that is under way, as when the client leaves.
   *
   * @return whether there was one that may be interrupted
   */
  public boolean callOff() {
    return underWay.callOff();
  }

  /** Returns whether the client left while its request was under way. */
  public boolean gone() {
    return underWay.gone();
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

  /** Nothing more is taken of what it sends; it may read its response in peace. */
  public void refuse() {
    refused = true;
  }

  /** It is known what its first request is: the next may come in. */
  private void isKnown() {
    if (inTurnstile) {
      inTurnstile = false;
      turnstile.leave();
    }
  }

  /** Ends a wait of the connection's thread: the server stops. */
  void hurry() {
    underWay.interrupt();
  }

  /** Does what ends the connection; no request begins on it meanwhile. */
  void stop(Runnable end) {
    underWay.whileNoneBegins(end);
  }

  /**
   * A request, or what there is of it, has come: what is written from here on responds to it.
   *
   * @param head whether it is a HEAD
   * @param target its path and query, if Helidon does not take them as they are
   */
  void requestBegins(boolean head, @Nullable String target) {
    headOnly = head ? new HeadOnly() : null;
    targetAsSent = target;
  }

  /** Returns what the client is to get of a response, or of a part of one. */
  BufferData toBeSent(BufferData response) {
    HeadOnly rule = headOnly;
    return rule == null ? response : rule.cut(response);
  }

  /** Returns whether the next request may wait for a body of so many bytes, which are held here. */
  boolean mayHold(long bodyBytes) {
    holdNoBody();
    boolean may = earlyBodies.take(bodyBytes);
    heldBytes = may ? bodyBytes : 0;
    return may;
  }

  /** The request whose body was held is over, or will never be. */
  void holdNoBody() {
    earlyBodies.giveBack(heldBytes);
    heldBytes = 0;
  }

  void isOn(Thread thread) {
    underWay.isOn(thread);
  }

  void refused(RequestException e) {
    refusal = e;
    refuse();
  }

  boolean isRefused() {
    return refused;
  }

  /**
   * Reads the next bytes.
   *
   * @return the bytes, or null at the end
   * @throws CloseConnectionException if they did not come in time
   */
  byte @Nullable [] read(Kind kind, Duration lasts) {
    isKnown();
    if (kind == Kind.PROGRESS) {
      return readBody(lasts);
    }
    Limit reading = limit.begin(kind, lasts);
    try {
      byte[] bytes = inbound.next();
      kept(reading);
      if (kind == Kind.FIRST_BYTE) {
        turnstile.enter();
        inTurnstile = true;
      }
      return bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("The server closed the connection", e);
    }
  }

  /** Reads of a body, perhaps while another thread writes the response, which has its own limit. */
  private byte @Nullable [] readBody(Duration lasts) {
    ConnectionTimeout own = bodyLimit();
    Limit reading = own.begin(Kind.PROGRESS, lasts);
    try {
      byte[] bytes = inbound.next();
      if (!own.end(reading, false)) {
        throw new CloseConnectionException("The client was too slow");
      }
      if (underWay.now()) {
        limit.resumeAnswer();
      }
      return bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("The server closed the connection", e);
    }
  }

  private ConnectionTimeout bodyLimit() {
    ConnectionTimeout own = bodyLimit;
    if (own == null) {
      own = new ConnectionTimeout(timeouts, this::overdue);
      bodyLimit = own;
    }
    return own;
  }

  /** Returns how many bytes of a request's body can be read without waiting, at least. */
  public int available() {
    return available.getAsInt();
  }

  void reads(IntSupplier available) {
    this.available = available;
  }

  /** Writes something ahead of the answer, on the request's thread. */
  public void send(byte[] bytes) {
    write(() -> context.dataWriter().writeNow(BufferData.create(bytes)));
  }

  /** Writes to the client, which has to take it in time, and holds up nobody meanwhile. */
  void write(Runnable write) {
    isKnown();
    Limit writing = limit.beginBrief(Kind.PROGRESS, limits.stall());
    write.run();
    kept(writing);
  }

  private void kept(Limit ended) {
    if (!limit.end(ended, underWay.now())) {
      if (ended.kind() == Kind.HEAD || ended.kind() == Kind.EARLY_BODY) {
        awaitInterrupt();
      }
      throw new CloseConnectionException("The client was too slow");
    }
  }

  /** The timeout that found it late responds to the client, and interrupts this thread after that. */
  private void awaitInterrupt() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
  }

  /** A client that is still sending would lose its refusal if the socket were closed at once. */
  void linger() {
    isKnown();
    Limit lingering = limit.begin(Kind.LINGERING, LINGERING);
    try {
      while (inbound.next() != null) {
        // What it says does not matter any more.
      }
      kept(lingering);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void overdue(Kind kind) {
    try {
      switch (kind) {
        case ANSWER -> watch();
        case HEAD ->
            tooSlow(
                Rejection.HEADER_TIMEOUT,
                "The head of a request did not come within " + limits.header().toMillis() + " ms.");
        case EARLY_BODY ->
            tooSlow(
                Rejection.BODY_TIMEOUT,
                "The body of a request stood still, or came slower than server.min-body-rate.");
        case PROGRESS -> underWay.stalls();
        case NOTHING, FIRST_BYTE, NEXT_REQUEST, LINGERING -> {}
      }
    } finally {
      if (kind != Kind.ANSWER) {
        underWay.interrupt();
      }
    }
  }

  private void watch() {
    SharedReader.End end = inbound.watch(underWay::now);
    boolean gone =
        end == SharedReader.End.BROKEN
            || (end == SharedReader.End.CLOSED && limits.halfClosedIsGone());
    if (gone) {
      underWay.leaves();
    }
  }

  /** No other thread writes while the connection's thread waits for a request. */
  private void tooSlow(Rejection reason, String detail) {
    limit.begin(Kind.PROGRESS, limits.stall());
    rejected.accept(Rejected.withoutHead(reason, host()));
    byte[] answer = Problem.of(Status.REQUEST_TIMEOUT_408, detail).message();
    context.dataWriter().writeNow(toBeSent(BufferData.create(answer)));
  }

  @Override
  public SocketAddress address() {
    return peer.address();
  }

  /** Returns the client's address; asked for once, because each answer costs a look-up. */
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
    isKnown();
    holdNoBody();
    limit.close();
    if (bodyLimit != null) {
      bodyLimit.close();
    }
  }
}
