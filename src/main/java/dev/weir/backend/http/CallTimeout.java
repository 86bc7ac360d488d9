package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.time.Timeout;
import dev.weir.time.Timeouts;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one connection: one is on at a time, and all of them end with the call.
 *
 * <p>When one is over, the connection is closed, which ends whatever its owner waits for; {@link
 * #failure} then tells that from a service that hung up. A service that is at work on a request
 * does not end that because its connection is closed: where that is to be known, the limit is one
 * after which the connection stays open for a while.
 */
final class CallTimeout implements AutoCloseable {

  /** What to say to the client when the whole call took too long. */
  static final String CALL_IS_LATE = "The call was not over in time";

  /**
   * What happens when a limit is over while the service is at work.
   *
   * @param atWork whether it may be: the connection is closed if not
   * @param overdue hears that the limit is over
   * @param most how long the connection stays open
   */
  record Lingering(BooleanSupplier atWork, Consumer<BackendException> overdue, Duration most) {}

  private final Timeout timeout;
  private final Runnable closeConnection;
  private OptionalLong callEndsNanos = OptionalLong.empty();
  private volatile String sentence = "";
  private boolean on;
  private volatile @Nullable Lingering lingering;
  private volatile boolean lingers;

  CallTimeout(Timeouts timeouts, Runnable closeConnection) {
    this.timeout = timeouts.add(this::expire);
    this.closeConnection = closeConnection;
  }

  private void expire() {
    Lingering next = lingering;
    if (next == null || next.most.isZero() || !next.atWork.getAsBoolean()) {
      closeConnection.run();
      return;
    }
    lingering = null;
    lingers = true;
    timeout.schedule(next.most);
    next.overdue.accept(
        new BackendException(Failure.TIMEOUT, sentence, new SocketTimeoutException(sentence)));
  }

  /** A call begins that is to be over at this moment of {@link System#nanoTime()}, if at any. */
  void callEnds(OptionalLong atNanos) {
    callEndsNanos = atNanos;
  }

  /**
   * The limits from here on, until one of them is kept, are such that the connection stays open.
   */
  void lingers(Lingering how) {
    lingering = how;
  }

  /**
   * A limit that another class keeps has expired; may come from another thread than the owner's.
   */
  void expire(String why) {
    sentence = why;
    expire();
  }

  /**
   * Begins a limit, in place of the one before.
   *
   * @param after how long there is
   * @param sentence what to say to the client when it is over
   */
  void set(Duration after, String sentence) {
    Duration left = after;
    this.sentence = sentence;
    if (callEndsNanos.isPresent()) {
      Duration leftOfCall = leftUntil(callEndsNanos.getAsLong());
      if (leftOfCall.compareTo(after) < 0) {
        left = leftOfCall;
        this.sentence = CALL_IS_LATE;
      }
    }
    on = true;
    timeout.schedule(left);
  }

  /** Leaves only the limit of the whole call, if there is one. */
  void setToEndOfCall() {
    if (callEndsNanos.isPresent()) {
      set(leftUntil(callEndsNanos.getAsLong()), CALL_IS_LATE);
    } else {
      timeout.cancel();
      on = false;
    }
  }

  static Duration leftUntil(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /**
   * Ends a limit.
   *
   * @throws SocketTimeoutException if that is too late
   */
  void kept() throws SocketTimeoutException {
    // Still on, so that failure() finds that it has rung.
    if (isOver()) {
      throw new SocketTimeoutException(sentence);
    }
    on = false;
    lingering = null;
  }

  private boolean isOver() {
    return (on && !timeout.cancel()) || lingers;
  }

  /** Says what it means that the connection failed like this. */
  BackendException failure(IOException e, String otherwise) {
    boolean over = isOver();
    on = false;
    return over || e instanceof SocketTimeoutException
        ? new BackendException(Failure.TIMEOUT, sentence, e)
        : new BackendException(Failure.BROKEN, otherwise, e);
  }

  @Override
  public void close() {
    timeout.close();
  }
}
