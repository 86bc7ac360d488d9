package dev.weir.admission.strategy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a permit is held, as a rule: an exponentially weighted moving average over the last few
 * dozen. Safe for use by any thread.
 */
final class HoldTime {

  private static final int WEIGHT_OF_BEFORE = 15;

  private final AtomicLong meanNanos = new AtomicLong();

  /** Takes note that one was held for so long. Of two at the same moment one may be lost. */
  void add(long nanos) {
    long before = meanNanos.get();
    meanNanos.set(
        before == 0 ? nanos : (before * WEIGHT_OF_BEFORE + nanos) / (WEIGHT_OF_BEFORE + 1));
  }

  /** Returns it; 0 until the first came back. */
  long usualNanos() {
    return meanNanos.get();
  }
}
