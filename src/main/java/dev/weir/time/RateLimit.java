package dev.weir.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets no more than so many through in any second, all at once or spread over it: the generic cell
 * rate algorithm (ITU-T I.371). One that is not let through costs a read.
 *
 * <p>Safe for use by any thread.
 */
public final class RateLimit {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int mostPerSecond;
  private final LongSupplier nanoTime;

  /** The moment at which all that were let through would have been, had they come evenly. */
  private final AtomicLong paidUntilNanos;

  /**
   * Makes a limit that nothing has been let through of.
   *
   * @param mostPerSecond how many are let through; 0 for none
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   */
  public RateLimit(int mostPerSecond, LongSupplier nanoTime) {
    this.mostPerSecond = mostPerSecond;
    this.nanoTime = nanoTime;
    this.paidUntilNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /** Returns whether the caller is let through. */
  public boolean take() {
    if (mostPerSecond == 0) {
      return false;
    }
    long eachNanos = SECOND_NANOS / mostPerSecond;
    long nowNanos = nanoTime.getAsLong();
    while (true) {
      long before = paidUntilNanos.get();
      long after = (before - nowNanos > 0 ? before : nowNanos) + eachNanos;
      if (after - nowNanos > SECOND_NANOS) {
        return false;
      }
      if (paidUntilNanos.compareAndSet(before, after)) {
        return true;
      }
    }
  }
}
