package dev.weir.backend.simulated;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sleeps for the time that is asked for, on average.
 *
 * <p>A sleeping thread always wakes a little late, by a few tenths of a millisecond here and there,
 * which would be a few percent of a simulated latency. This one learns by how much and asks to be
 * woken that much earlier; by at most a millisecond, so that a machine that is really overloaded
 * still shows.
 */
final class SteadySleep {

  private static final long MOST_EARLY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int SAMPLES = 32;

  private final AtomicLong earlyNanos = new AtomicLong();

  /** Sleeps until so long after a start. */
  void until(long startNanos, long nanos) throws InterruptedException {
    long leftNanos = startNanos + nanos - System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(leftNanos - Math.min(earlyNanos.get(), nanos / 2));
    long lateNanos = System.nanoTime() - startNanos - nanos;
    earlyNanos.updateAndGet(early -> Math.clamp(early + lateNanos / SAMPLES, 0, MOST_EARLY_NANOS));
  }
}
