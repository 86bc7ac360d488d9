package dev.weir.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets what happens often be acted upon only once in an interval, such as a line of the log.
 *
 * <p>Safe for use by any thread: of several at once, one is let through.
 */
public final class AtMostEvery {

  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong lastNanos;

  /**
   * Makes one that lets the first through.
   *
   * @param interval the least time from one that is let through to the next
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   */
  public AtMostEvery(Duration interval, LongSupplier nanoTime) {
    this.intervalNanos = interval.toNanos();
    this.nanoTime = nanoTime;
    this.lastNanos = new AtomicLong(nanoTime.getAsLong() - intervalNanos);
  }

  /** Returns whether the caller is let through, which begins the next interval. */
  public boolean now() {
    long nowNanos = nanoTime.getAsLong();
    long before = lastNanos.get();
    return nowNanos - before >= intervalNanos && lastNanos.compareAndSet(before, nowNanos);
  }
}
