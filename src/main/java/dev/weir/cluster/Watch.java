package dev.weir.cluster;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What every request looks at on its way in and out: whether something is due before it may go on,
 * such as the end of the lease. Costs a look at the clock.
 */
final class Watch {

  private final LongSupplier nanoTime;
  private final LongConsumer whenDue;
  private volatile long dueNanos;

  /**
   * Makes a watch where something is due at once.
   *
   * @param whenDue does what is due at this moment, and {@link #set sets} what is due next; several
   *     threads may call it at a time
   */
  Watch(LongSupplier nanoTime, LongConsumer whenDue) {
    this.nanoTime = nanoTime;
    this.whenDue = whenDue;
    this.dueNanos = nanoTime.getAsLong();
  }

  /** Does what is due, in the calling thread. */
  void look() {
    long nowNanos = nanoTime.getAsLong();
    if (nowNanos - dueNanos >= 0) {
      whenDue.accept(nowNanos);
    }
  }

  /** Sets when something is due the next time. */
  void set(long nanos) {
    dueNanos = nanos;
  }
}
