package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.time.Timeout;
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
 * have answered, which is for the reader of the response to find out. Of time limits there is one
 * for the service at any moment: it has to take what is written, and then to answer; once it has
 * begun to answer, it has to do one of both.
 */
final class RequestBodyWriter implements AutoCloseable {

  /** What to say to the client of a service that does not take a request. */
  static final String NOT_TAKEN = "The backend did not take the request in time";

  /** What was written last is on its way when the response to it has come. */
  private static final long LAST_WRITE_SECONDS = 1;

  private enum State {
    /** It waits for the client. */
    READING,
    /** It waits for the service. */
    WRITING,
    /** The same, with the last bytes. */
    ENDING,
    WHOLE,
    BROKEN
  }

  private final UpstreamConnection connection;
  private final HttpConfig.Limits limits;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Timeout timeout;
  private volatile State state = State.READING;
  private volatile boolean answered;
  private volatile boolean awaited;
  private volatile long receivedBefore;
  private volatile @Nullable BackendException failure;

  RequestBodyWriter(UpstreamConnection connection, HttpConfig.Limits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  /**
   * Begins, on the thread of the call: a client that waits for {@code 100 Continue} gets it there.
   *
   * @throws BackendException if the body can't be read
   */
  void begin(Optional<BackendRequest.Body> body) {
    Optional<Pieces> pieces = body.map(Pieces::of);
    if (pieces.isEmpty() || pieces.get().areThere()) {
      sendNow(pieces);
    } else {
      timeout = connection.timeout(this::late);
      Thread.ofVirtual().name("weir-upload").start(() -> sendBeside(pieces.get()));
    }
  }

  private void sendNow(Optional<Pieces> pieces) {
    try {
      if (pieces.isPresent()) {
        pieces.get().sendAll(connection);
      }
      connection.flush();
      state = State.WHOLE;
    } catch (IOException e) {
      state = State.BROKEN;
    }
  }

  private void sendBeside(Pieces pieces) {
    try {
      pieces.send(connection, this::write);
      state = State.WHOLE;
    } catch (BackendException e) {
      failure = e;
      state = State.BROKEN;
      connection.cut();
    } catch (IOException e) {
      state = State.BROKEN;
    } finally {
      // From here on the service has nothing to do but to answer.
      allow(answered ? limits.idle() : limits.firstByte());
      over.countDown();
    }
  }

  private void write(Pieces.Write write, boolean last) throws IOException {
    state = last ? State.ENDING : State.WRITING;
    allow(limits.idle());
    write.run();
    disallow();
    state = last ? state : State.READING;
  }

  private void allow(Duration time) {
    receivedBefore = connection.received();
    if (timeout != null) {
      timeout.schedule(time);
    }
  }

  private void disallow() {
    if (timeout != null) {
      timeout.cancel();
    }
  }

  /** Ends the call, unless it is the client that is waited for, or the response that goes on. */
  private void late() {
    State now = state;
    boolean silent = !answered || (awaited && connection.received() == receivedBefore);
    if (now == State.READING) {
      return;
    }
    if (silent) {
      String sentence = sentence(now);
      failure =
          new BackendException(Failure.TIMEOUT, sentence, new SocketTimeoutException(sentence));
      if (now == State.WHOLE) {
        connection.limit().expire(sentence);
      } else {
        connection.cut();
      }
    } else if (!isOver()) {
      allow(limits.idle());
    }
  }

  private String sentence(State now) {
    if (answered) {
      return ResponseBody.SILENT;
    }
    return now == State.WHOLE || now == State.BROKEN ? Attempt.NO_ANSWER : NOT_TAKEN;
  }

  /** Returns whether nothing of it is left to be sent, or nothing more can be. */
  boolean isOver() {
    return state == State.WHOLE || state == State.BROKEN;
  }

  /** Returns whether it was sent to its end, so that another request may follow. */
  boolean isWhole() {
    return state == State.WHOLE;
  }

  /** Returns what ended the call, if that was found out here. */
  Optional<BackendException> failure() {
    return Optional.ofNullable(failure);
  }

  /** The head of the response has come. */
  void answered() {
    answered = true;
    if (isOver()) {
      disallow();
    }
  }

  /** More of the response is waited for from here on, or has come. */
  void awaited(boolean now) {
    awaited = now;
  }

  /** After the end of the response: waits a moment for bytes that the service must have had. */
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
