package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.time.Timeouts;
import dev.weir.time.Timeouts.Timeout;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of the calls on one connection: one runs at a time, and all of them end with the
 * call.
 *
 * <p>When one expires, the connection is closed, which ends whatever its owner waits for; {@link
 * #failure} then tells that from a service that hung up. A service that is at work on a request
 * does not end that because its connection is closed: where the end of its work has to be known,
 * the connection stays open for a while ({@link #linger}).
 */
final class CallTimeout implements AutoCloseable {

  /** The message for the client when the whole call took too long. */
  static final String CALL_IS_LATE = "The call was not over in time";

  /** The message for the client when the service does not take its request. */
  static final String NOT_TAKEN = "The backend did not take the request in time";

  /** The message for the client when a response does not begin. */
  static final String NO_RESPONSE = "The backend did not respond in time";

  /** The message for the client when a response stops. */
  static final String SILENT = "The backend fell silent in its response";

  /**
   * What happens when a timeout expires while the service is at work.
   *
   * @param atWork whether it may be at work: the connection is closed if not
   * @param overdue hears that the timeout has expired
   * @param most how long the connection stays open
   */
  record Lingering(BooleanSupplier atWork, Consumer<BackendException> overdue, Duration most) {}

  /** What {@link #lingering} holds from the moment on at which one of the timeouts expired. */
  private static final Lingering LINGERS = new Lingering(() -> false, late -> {}, Duration.ZERO);

  private final Timeout timeout;
  private final Timeout lingerTimeout;
  private final Runnable closeConnection;
  private OptionalLong callEndsNanos = OptionalLong.empty();
  private volatile String sentence = "";
  private boolean on;
  private final AtomicReference<@Nullable Lingering> lingering = new AtomicReference<>();

  CallTimeout(Timeouts timeouts, Runnable closeConnection) {
    this.timeout = timeouts.add(this::expired);
    this.lingerTimeout = timeouts.add(closeConnection);
    this.closeConnection = closeConnection;
  }

  /** The timeouts of the response, of the call and of the upload may all expire at one moment. */
  private void expired() {
    Lingering how = lingering.get();
    if (LINGERS.equals(how)) {
      return;
    }
    if (how == null || how.most.isZero() || !how.atWork.getAsBoolean()) {
      closeConnection.run();
    } else if (lingering.compareAndSet(how, LINGERS)) {
      lingerTimeout.schedule(how.most);
      how.overdue.accept(
          new BackendException(Failure.TIMEOUT, sentence, new SocketTimeoutException(sentence)));
    }
  }

  /** The call is to be over at this moment of {@link System#nanoTime()}, if at any. */
  void callEnds(OptionalLong atNanos) {
    callEndsNanos = atNanos;
  }

  /**
   * Lets the connection stay open if a timeout expires from here on, until one is {@link #stop}.
   */
  void linger(Lingering how) {
    lingering.set(how);
  }

  /**
   * A timeout that another class runs has expired; may come from another thread than the owner's.
   */
  void expire(String why) {
    sentence = why;
    expired();
  }

  /**
   * Starts a timeout, in place of the one before.
   *
   * @param after when it expires, unless the call is to be over sooner
   * @param sentence the message for the client when it has expired
   */
  void start(Duration after, String sentence) {
    Optional<Duration> sooner = leftIfLess(callEndsNanos, after);
    this.sentence = sooner.isPresent() ? CALL_IS_LATE : sentence;
    on = true;
    timeout.schedule(sooner.orElse(after));
  }

  /** Leaves only the timeout of the whole call, if there is one. */
  void startForWholeCall() {
    if (callEndsNanos.isPresent()) {
      start(leftUntil(callEndsNanos.getAsLong()), CALL_IS_LATE);
    } else {
      timeout.cancel();
      on = false;
    }
  }

  /** Returns what is left of a call, if that is less than so long. */
  static Optional<Duration> leftIfLess(OptionalLong callEndsNanos, Duration than) {
    return callEndsNanos.isPresent()
        ? Optional.of(leftUntil(callEndsNanos.getAsLong())).filter(left -> left.compareTo(than) < 0)
        : Optional.empty();
  }

  /** Returns the sooner of two moments, of which each may be none. */
  static OptionalLong sooner(OptionalLong one, OptionalLong other) {
    boolean first = one.isPresent() && (other.isEmpty() || one.getAsLong() - other.getAsLong() < 0);
    return first ? one : other;
  }

  static Duration leftUntil(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /**
   * Stops the timeout.
   *
   * @throws SocketTimeoutException if it has expired
   */
  void stop() throws SocketTimeoutException {
    // Left on, so that failure() finds that it has expired.
    if (hasExpired() || LINGERS.equals(lingering.getAndUpdate(CallTimeout::unlessLingering))) {
      throw new SocketTimeoutException(sentence);
    }
    on = false;
  }

  private static @Nullable Lingering unlessLingering(@Nullable Lingering how) {
    return LINGERS.equals(how) ? how : null;
  }

  private boolean hasExpired() {
    return (on && !timeout.cancel()) || LINGERS.equals(lingering.get());
  }

  /** Returns what the failure of the connection means: a timeout, or {@code otherwise}. */
  BackendException failure(IOException e, String otherwise) {
    boolean expired = hasExpired();
    on = false;
    return expired || e instanceof SocketTimeoutException
        ? new BackendException(Failure.TIMEOUT, sentence, e)
        : new BackendException(Failure.BROKEN, otherwise, e);
  }

  @Override
  public void close() {
    timeout.close();
    lingerTimeout.close();
  }
}
