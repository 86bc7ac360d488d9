package dev.weir.gate.estimate;

import java.util.concurrent.TimeUnit;

/**
 * How long a permit is held, as a rule: an exponentially weighted moving average over the last few
 * dozen that were timed, or over the last five seconds if that is fewer. It is forgotten when none
 * was timed for five seconds, or for twice the time that one is held: an incident that is over says
 * nothing about the next burst. Safe for use by any thread.
 *
 * <p>Only those are timed that are taken while the gate has much to do. To read the clock twice
 * takes several times as long as to take a permit and to give it back, and while the gate has
 * little to do no arrival waits for which that matters.
 */
public final class HoldTime {

  private static final double LEAST_WEIGHT = 1.0 / 16;
  private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Two times that are written at the same moment may be of two permits: both are true. */
  private volatile long meanNanos;

  private volatile long timedAtNanos;
  private volatile long knownSinceNanos;

  /** Returns how long a permit is usually held; 0 if that is not known. */
  public long usualNanos(long nowNanos) {
    long mean = meanNanos;
    return nowNanos - timedAtNanos > memoryNanos(mean) ? 0 : mean;
  }

  /**
   * Returns how long a permit is usually held if that has been known for a second, otherwise 0: the
   * first calls of a process, or after a pause, take longer than those that follow.
   */
  public long settledNanos(long nowNanos) {
    return nowNanos - knownSinceNanos < SETTLING_NANOS ? 0 : usualNanos(nowNanos);
  }

  /**
   * Takes note of a permit that comes back at a moment and was held for so long; of two at the same
   * moment one may be lost. One alone at most doubles the mean: it may have been held while the
   * whole process stood still.
   */
  public void add(long nanos, long nowNanos) {
    long before = meanNanos;
    if (usualNanos(nowNanos) == 0) {
      knownSinceNanos = nowNanos;
    }
    double share = (double) (nowNanos - timedAtNanos) / memoryNanos(before);
    double weight = Math.clamp(share, LEAST_WEIGHT, 1);
    double after = Math.min(before + (nanos - before) * weight, 2.0 * before);
    meanNanos = before == 0 ? nanos : (long) after;
    timedAtNanos = nowNanos;
  }

  private static long memoryNanos(long meanNanos) {
    return Math.max(MEMORY_NANOS, 2 * meanNanos);
  }
}
