package dev.weir.time;

import dev.weir.time.Timeouts.Timeout;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Parks threads for a time, of which nearly all are unparked before it is over.
 *
 * <p>A timed park of a virtual thread sets a timer of the JDK, and takes it down when the thread is
 * unparked; JDK 25 wakes the thread that keeps these timers for that. Here a {@link Timeout} takes
 * the place of the timer until the time is nearly over; for what is left then, and so for short
 * times, there is a timer, which is exact.
 *
 * <p>Safe for use by any thread.
 */
public final class TimeoutPark {

  /** How long before the time is over a thread wakes: more than a {@link Timeout} may be late. */
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** From so long a time on a timeout is worth it. */
  static final long LONG_NANOS = 2 * LEAD_NANOS;

  private final Timeouts timeouts;

  /** Makes the park of threads on the clock of these timeouts, which must not be closed before. */
  public TimeoutPark(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  /**
   * Parks the calling thread as {@link LockSupport#parkNanos(Object, long)} does, but for a little
   * less than a long time.
   */
  public void parkNanos(Object blocker, long nanos) {
    if (nanos < LONG_NANOS) {
      LockSupport.parkNanos(blocker, nanos);
      return;
    }
    Thread thread = Thread.currentThread();
    try (Timeout wake = timeouts.add(() -> LockSupport.unpark(thread))) {
      wake.schedule(Duration.ofNanos(nanos - LEAD_NANOS));
      LockSupport.park(blocker);
    }
  }
}
