package dev.weir.admission.strategy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a permit is held, as a rule: an exponentially weighted moving average over the last few
 * dozen that were timed. Safe for use by any thread.
 *
 * <p>Only those are timed that are taken while the gate has much to do. To read the clock twice
 * takes several times as long as to take a permit and to give it back, and while the gate has
 * little to do nobody waits who would want to know.
 */
final class HoldTime {

  private static final int WEIGHT_OF_BEFORE = 15;

  private final AtomicLong meanNanos = new AtomicLong();

  /** Returns it; 0 until the first that was timed came back. */
  long usualNanos() {
    return meanNanos.get();
  }

  /**
   * A permit came back that was held for so long; of two at the same moment one may be lost. One
   * alone at most doubles the mean: it may have been held while the whole process stood still.
   */
  void add(long nanos) {
    long before = meanNanos.get();
    long most = before * (WEIGHT_OF_BEFORE + 2);
    long after = (before * WEIGHT_OF_BEFORE + Math.min(nanos, most)) / (WEIGHT_OF_BEFORE + 1);
    meanNanos.set(before == 0 ? nanos : after);
  }
}
