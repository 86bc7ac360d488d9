package dev.weir.wire;

import dev.weir.time.Timeouts;
import dev.weir.wire.ConnectionTimeout.Kind;
import dev.weir.wire.ConnectionTimeout.Limit;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one client, which has to send and to take what it is sent in time, and which is
 * watched while a request is in flight for more than a moment.
 *
 * <p>Helidon 4.5 has one timeout for all reads, which a client prolongs with each byte, and none
 * for writes; and it does not see that a client leaves before its response.
 */
final class ClientSocket implements AutoCloseable {

  private static final Duration LINGERING = Duration.ofSeconds(1);

  private final SharedReader reader;
  private final ConnectionLimits limits;
  private final InFlightRequest request;
  private final NewConnectionLimiter newConnections;
  private final Consumer<Kind> refuseLate;
  private final ConnectionTimeout timeout;
  private final ConnectionTimeout bodyTimeout;
  private boolean inTurn;

  /**
   * Makes a socket.
   *
   * @param source blocks until there are bytes; null, or an exception, is the end
   * @param newConnections gives the connection its turn until its first request is known
   * @param refuseLate refuses a request whose head or early body does not come in time, on another
   *     thread than the connection's
   */
  ClientSocket(
      Supplier<byte @Nullable []> source,
      ConnectionLimits limits,
      Timeouts timeouts,
      InFlightRequest request,
      NewConnectionLimiter newConnections,
      Consumer<Kind> refuseLate) {
    this.reader = new SharedReader(source);
    this.limits = limits;
    this.request = request;
    this.newConnections = newConnections;
    this.refuseLate = refuseLate;
    this.timeout = new ConnectionTimeout(timeouts, this::expired);
    this.bodyTimeout = new ConnectionTimeout(timeouts, this::expired);
  }

  /** Begins a request, during which the client is watched. */
  void begin() {
    endTurn();
    request.begin();
    timeout.beginResponse();
  }

  /** Ends the request, or only its watch. */
  void end() {
    timeout.end();
    request.end();
  }

  /**
   * Reads the next bytes.
   *
   * @return the bytes, or null at the end
   * @throws CloseConnectionException if they did not come in time
   */
  byte @Nullable [] read(Kind kind, Duration within) {
    endTurn();
    try {
      return kind == Kind.PROGRESS ? readBody(within) : readRequest(kind, within);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("The server closed the connection", e);
    }
  }

  private byte @Nullable [] readRequest(Kind kind, Duration within) throws InterruptedException {
    Limit limit = timeout.begin(kind, within);
    byte[] bytes = reader.next();
    end(limit);
    if (kind == Kind.FIRST_BYTE) {
      newConnections.beginTurn();
      inTurn = true;
    }
    return bytes;
  }

  /** Reads of a body, perhaps while another thread writes the response, which has its own limit. */
  private byte @Nullable [] readBody(Duration within) throws InterruptedException {
    Limit limit = bodyTimeout.begin(Kind.PROGRESS, within);
    byte[] bytes = reader.next();
    if (!bodyTimeout.end(limit, false)) {
      throw tooSlow();
    }
    if (request.active()) {
      timeout.resumeResponse();
    }
    return bytes;
  }

  /**
   * Writes to the client.
   *
   * @throws CloseConnectionException if the client did not take it in time
   */
  void write(Runnable write) {
    endTurn();
    Limit limit = timeout.beginUntimed(Kind.PROGRESS, limits.stall());
    request.write(write);
    end(limit);
  }

  /** Reads what a refused client still sends, which would lose its refusal with an early close. */
  void linger() {
    endTurn();
    Limit limit = timeout.begin(Kind.LINGERING, LINGERING);
    try {
      while (reader.next() != null) {
        // What it says does not matter any more.
      }
      end(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Limit limit) {
    if (timeout.end(limit, request.active())) {
      return;
    }
    if (limit.kind() == Kind.HEAD || limit.kind() == Kind.EARLY_BODY) {
      awaitInterrupt();
    }
    throw tooSlow();
  }

  /** The thread that found the request late refuses it, and interrupts this thread after that. */
  private void awaitInterrupt() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
  }

  private void endTurn() {
    if (inTurn) {
      inTurn = false;
      newConnections.endTurn();
    }
  }

  private static CloseConnectionException tooSlow() {
    return new CloseConnectionException("The client was too slow");
  }

  private void expired(Kind kind) {
    if (kind == Kind.RESPONSE) {
      watch();
      return;
    }
    try {
      switch (kind) {
        case HEAD, EARLY_BODY -> {
          timeout.begin(Kind.PROGRESS, limits.stall());
          refuseLate.accept(kind);
        }
        case PROGRESS -> request.clientStalled();
        case NONE, FIRST_BYTE, NEXT_REQUEST, RESPONSE, LINGERING -> {}
      }
    } finally {
      request.interruptSocket();
    }
  }

  private void watch() {
    boolean gone =
        switch (reader.watch(request::active)) {
          case OPEN -> false;
          case CLOSED -> limits.halfClosedIsGone();
          case BROKEN -> true;
        };
    if (gone) {
      request.clientGone();
    }
  }

  @Override
  public void close() {
    endTurn();
    timeout.close();
    bodyTimeout.close();
  }
}
