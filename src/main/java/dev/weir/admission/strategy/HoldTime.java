package dev.weir.admission.strategy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long a permit is held, as a rule: an exponentially weighted moving average over the last few
 * dozen that were timed. Safe for use by any thread.
 *
 * <p>Only those are timed that are taken while the gate has much to do. To read the clock twice
 * takes several times as long as to take a permit and to give it back, and while the gate has
 * little to do nobody waits who would want to know.
 */
final class HoldTime {

  /** What {@link #begin} returns for a hold that is not timed. */
  private static final long UNTIMED = Long.MIN_VALUE;

  private static final int WEIGHT_OF_BEFORE = 15;

  private final LongSupplier nanoTime;
  private final AtomicLong meanNanos = new AtomicLong();

  HoldTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Somebody got a permit; returns what {@link #end} wants to know when it comes back. */
  long begin(boolean timed) {
    return timed ? nanoTime.getAsLong() : UNTIMED;
  }

  /** A permit came back. Of two at the same moment one may be lost. */
  void end(long beginning) {
    if (beginning != UNTIMED) {
      add(nanoTime.getAsLong() - beginning);
    }
  }

  /** Returns it; 0 until the first that was timed came back. */
  long usualNanos() {
    return meanNanos.get();
  }

  /** One alone at most doubles it: it may have been held while the whole process stood still. */
  private void add(long nanos) {
    long before = meanNanos.get();
    long most = before * (WEIGHT_OF_BEFORE + 2);
    long after = (before * WEIGHT_OF_BEFORE + Math.min(nanos, most)) / (WEIGHT_OF_BEFORE + 1);
    meanNanos.set(before == 0 ? nanos : after);
  }
}
