package dev.weir.admission.strategy;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Finds how many permits there should be, from how long calls take and how they end. Safe for use
 * by any thread.
 */
final class LimitFinder {

  private final Tuning.Adaptive tuning;
  private final IntConsumer resize;
  private final LongSupplier nanoTime;
  private final long slowCallNanos;

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final LimitAlgorithm algorithm;
  private final SampleWindow window;
  private int permits;
  private long changedNanos;

  /**
   * Begins with so many permits.
   *
   * @param resize is told of each change, one after the other
   */
  LimitFinder(Tuning.Adaptive tuning, int permits, LongSupplier nanoTime, IntConsumer resize) {
    this.tuning = tuning;
    this.resize = resize;
    this.nanoTime = nanoTime;
    this.slowCallNanos = tuning.slowCall().toNanos();
    this.algorithm = LimitAlgorithm.create(tuning, permits);
    this.changedNanos = nanoTime.getAsLong();
    this.window = new SampleWindow(changedNanos);
    this.permits = permits;
  }

  /** Takes note of a call that ended now, as one of so many, and failed or did not. */
  void callEnded(long startNanos, long tookNanos, int inside, boolean failed) {
    lock.lock();
    try {
      long nowNanos = nanoTime.getAsLong();
      window.add(tookNanos, !failed && tookNanos <= slowCallNanos);
      window.takeNote(inside, startNanos - changedNanos < 0);
      if (window.isOver(nowNanos)) {
        follow(algorithm.after(window.restart(nowNanos)), nowNanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private void follow(int limit, long nowNanos) {
    int within = Math.clamp(limit, tuning.fewestPermits(), tuning.mostPermits());
    if (within != permits) {
      permits = within;
      changedNanos = nowNanos;
      resize.accept(within);
    }
  }
}
