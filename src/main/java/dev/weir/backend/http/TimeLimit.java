package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.time.Alarm;
import dev.weir.time.Alarms;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The time limits of one connection: one is on at a time, and all of them end with the call.
 *
 * <p>When one is over, the connection is closed, which ends whatever its owner waits for; {@link
 * #failure} then tells that from a service that hung up.
 */
final class TimeLimit implements AutoCloseable {

  /** What to say to the client when the whole call took too long. */
  static final String CALL_IS_LATE = "The call was not over in time";

  private final Alarm alarm;
  private OptionalLong callEndsNanos = OptionalLong.empty();
  private String sentence = "";
  private boolean on;

  TimeLimit(Alarms alarms, Runnable closeConnection) {
    this.alarm = alarms.add(closeConnection);
  }

  /** A call begins that is to be over at this moment of {@link System#nanoTime()}, if at any. */
  void callEnds(OptionalLong atNanos) {
    callEndsNanos = atNanos;
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
    alarm.set(left);
  }

  /** Leaves only the limit of the whole call, if there is one. */
  void setToEndOfCall() {
    if (callEndsNanos.isPresent()) {
      set(leftUntil(callEndsNanos.getAsLong()), CALL_IS_LATE);
    } else {
      alarm.clear();
      on = false;
    }
  }

  static Duration leftUntil(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /**
   * Ends a limit.
   *
   * @throws SocketTimeoutException if that is too late: the connection is closed
   */
  void kept() throws SocketTimeoutException {
    // Still on, so that failure() finds that it has rung.
    if (on && !alarm.clear()) {
      throw new SocketTimeoutException(sentence);
    }
    on = false;
  }

  /** Says what it means that the connection failed like this. */
  BackendException failure(IOException e, String otherwise) {
    boolean over = on && !alarm.clear();
    on = false;
    return over || e instanceof SocketTimeoutException
        ? new BackendException(Failure.TIMEOUT, sentence, e)
        : new BackendException(Failure.BROKEN, otherwise, e);
  }

  @Override
  public void close() {
    alarm.close();
  }
}
