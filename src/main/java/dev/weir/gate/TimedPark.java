package dev.weir.gate;

import java.util.concurrent.locks.LockSupport;

/**
 * The way in which a thread that waits at a gate parks for a time at most.
 *
 * <p>{@link #BY_TIMER} is good for any thread. Where many threads wait, and nearly all are unparked
 * long before their time, one that sets no timer for each of them costs less.
 */
@FunctionalInterface
public interface TimedPark {

  /** Parks as {@link LockSupport#parkNanos(Object, long)} does, with a timer of the JDK. */
  // Not a method reference, in which Lincheck would not see the park.
  TimedPark BY_TIMER = (blocker, nanos) -> LockSupport.parkNanos(blocker, nanos);

  /**
   * Parks the calling thread until it is unparked or interrupted, or the time is over. It may
   * return sooner, for no reason.
   *
   * @param blocker what the thread waits for, which a thread dump names
   * @param nanos the time, in nanoseconds
   */
  void parkNanos(Object blocker, long nanos);
}
