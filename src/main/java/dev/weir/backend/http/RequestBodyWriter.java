package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.time.Timeouts.Timeout;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request whose head is in its connection's buffer: at once if all of its body is there,
 * else on a thread of its own, so that the response is read while the body is sent.
 *
 * <p>A client that breaks off its body ends the call. A service that takes no more of it may still
 * have responded, which the reader of the response finds out. The service has one timeout at any
 * moment: to take what is written, and then to begin its response; once that has begun, to do one
 * of both.
 */
final class RequestBodyWriter implements AutoCloseable {

  /** The last bytes are on their way when the response to them has come. */
  private static final long LAST_WRITE_SECONDS = 1;

  private enum State {
    /** The client has to send. */
    READING,
    /** The service has to take what was sent. */
    WRITING,
    /** The same, with the last bytes. */
    ENDING,
    COMPLETE,
    BROKEN
  }

  private final UpstreamConnection connection;
  private final HttpConfig.Timeouts timeouts;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Timeout timeout;
  private volatile State state = State.READING;
  private volatile boolean responding;
  private volatile boolean awaited;
  private volatile long receivedBefore;
  private volatile @Nullable BackendException failure;

  RequestBodyWriter(UpstreamConnection connection, HttpConfig.Timeouts timeouts) {
    this.connection = connection;
    this.timeouts = timeouts;
  }

  /** Sends what is there, on the thread of the call. */
  void send(Optional<Pieces> pieces) {
    state = State.ENDING;
    try {
      if (pieces.isPresent()) {
        pieces.get().sendAll(connection);
      }
      connection.flush();
      state = State.COMPLETE;
    } catch (IOException e) {
      state = State.BROKEN;
    }
  }

  /** Sends what is still to come, on a thread of its own. */
  void sendBeside(Pieces pieces) {
    timeout = connection.timeout(this::expired);
    Thread.ofVirtual().name("weir-upload").start(() -> sendAll(pieces));
  }

  private void sendAll(Pieces pieces) {
    try {
      pieces.send(connection, this::write);
      state = State.COMPLETE;
    } catch (BackendException e) {
      failure = e;
      state = State.BROKEN;
      connection.cut();
    } catch (IOException e) {
      state = State.BROKEN;
    } finally {
      // From here on the service has nothing to do but to respond.
      startTimeout(responding ? timeouts.idle() : timeouts.firstByte());
      over.countDown();
    }
  }

  private void write(Pieces.Write write, boolean last) throws IOException {
    state = last ? State.ENDING : State.WRITING;
    startTimeout(timeouts.idle());
    write.run();
    stopTimeout();
    state = last ? state : State.READING;
  }

  private void startTimeout(Duration time) {
    receivedBefore = connection.received();
    if (timeout != null) {
      timeout.schedule(time);
    }
  }

  private void stopTimeout() {
    if (timeout != null) {
      timeout.cancel();
    }
  }

  /** Ends the call, unless the client has to send, or the response goes on. */
  private void expired() {
    State now = state;
    boolean silent = !responding || (awaited && connection.received() == receivedBefore);
    if (now == State.READING) {
      return;
    }
    if (silent) {
      String sentence = sentence(now);
      failure =
          new BackendException(Failure.TIMEOUT, sentence, new SocketTimeoutException(sentence));
      if (mayBeComplete()) {
        connection.timeout().expire(sentence);
      } else {
        connection.cut();
      }
    } else if (!isOver()) {
      startTimeout(timeouts.idle());
    }
  }

  private String sentence(State now) {
    if (responding) {
      return CallTimeout.SILENT;
    }
    return now == State.COMPLETE || now == State.BROKEN
        ? CallTimeout.NO_RESPONSE
        : CallTimeout.NOT_TAKEN;
  }

  /** Returns whether nothing is left to be sent, or nothing more can be sent. */
  boolean isOver() {
    return state == State.COMPLETE || state == State.BROKEN;
  }

  /** Returns whether the request was sent to its end, so that another may follow. */
  boolean isComplete() {
    return state == State.COMPLETE;
  }

  /**
   * Returns whether the service may have the whole request, so that it may be at work: it may have
   * read the last bytes before the thread that writes them runs again.
   */
  boolean mayBeComplete() {
    return state == State.ENDING || state == State.COMPLETE;
  }

  /** Returns what ended the call, if the client or a timeout here did. */
  Optional<BackendException> failure() {
    return Optional.ofNullable(failure);
  }

  /** The head of the response has come. */
  void responseBegan() {
    responding = true;
    if (isOver()) {
      stopTimeout();
    }
  }

  /** Says whether a thread waits for more of the response. */
  void awaitsResponse(boolean now) {
    awaited = now;
  }

  /** Waits a moment for the last bytes, which a service that has responded must have had. */
  void awaitLastWrite() {
    try {
      if (state == State.ENDING && !over.await(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
        state = State.BROKEN;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (timeout != null) {
      timeout.close();
    }
  }
}
