package dev.weir.admission.strategy;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What the calls of a short span of time were like.
 *
 * <p>It is over after twice the time that a call takes, so that it shows what the limit of the one
 * before has done, but after a tenth of a second at the earliest and a second at the latest; and
 * not before enough calls have ended. The latency is the median of the calls that went well: a slow
 * tail does not say that the backend is full, and a quick error does not say that it is idle.
 */
final class SampleWindow {

  /**
   * What one window has seen.
   *
   * @param medianNanos what a call took
   * @param inside how many were inside, on average
   * @param bad whether too many failed
   * @param stale whether most began before the limit was what it is
   */
  record Sample(long medianNanos, int inside, boolean bad, boolean stale) {}

  private static final int ENOUGH_CALLS = 20;
  private static final int MOST_CALLS = 1_000;
  private static final double TOLERATED_BAD_SHARE = 0.05;
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long[] goodNanos = new long[MOST_CALLS];
  private long startNanos;
  private long lengthNanos = SHORTEST_NANOS;
  private int good;
  private int bad;
  private int stale;
  private long insideSum;
  private long slowestBadNanos;

  SampleWindow(long nowNanos) {
    this.startNanos = nowNanos;
  }

  /**
   * Adds a call, whether it went well or not; of more than a thousand that did, the latest count.
   */
  void add(long tookNanos, boolean well) {
    if (well) {
      goodNanos[good++ % MOST_CALLS] = tookNanos;
    } else {
      bad++;
      slowestBadNanos = Math.max(slowestBadNanos, tookNanos);
    }
  }

  /** Takes note of how many were inside when a call ended, and whether it began before a change. */
  void takeNote(int inside, boolean beganBefore) {
    insideSum += inside;
    stale += beganBefore ? 1 : 0;
  }

  boolean isOver(long nowNanos) {
    return nowNanos - startNanos >= lengthNanos && good + bad >= ENOUGH_CALLS;
  }

  /** Returns what it has seen, and begins anew. */
  Sample restart(long nowNanos) {
    long medianNanos = Math.max(1, good > 0 ? medianNanos() : slowestBadNanos);
    int calls = good + bad;
    Sample sample =
        new Sample(
            medianNanos,
            (int) (insideSum / calls),
            bad > TOLERATED_BAD_SHARE * calls,
            2 * stale > calls);
    startNanos = nowNanos;
    lengthNanos = Math.clamp(2 * medianNanos, SHORTEST_NANOS, LONGEST_NANOS);
    good = 0;
    bad = 0;
    stale = 0;
    insideSum = 0;
    slowestBadNanos = 0;
    return sample;
  }

  private long medianNanos() {
    long[] sorted = Arrays.copyOf(goodNanos, Math.min(good, MOST_CALLS));
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
