package dev.weir.gate;

/**
 * The way in which a thread that waits at a gate parks for a time at most.
 *
 * <p>{@link java.util.concurrent.locks.LockSupport#parkNanos(Object, long)} is one, and good for
 * any thread. Where many threads wait, and nearly all are unparked long before their time, one that
 * sets no timer for each of them costs less.
 */
@FunctionalInterface
public interface TimedPark {

  /**
   * Parks the calling thread until it is unparked or interrupted, or the time is over. It may
   * return sooner, for no reason.
   *
   * @param blocker what the thread waits for, which a thread dump names
   * @param nanos the time, in nanoseconds
   */
  void parkNanos(Object blocker, long nanos);
}
