package dev.weir.admission.strategy;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Finds how many permits there should be, from how long calls take and how they end. Safe for use
 * by any thread.
 */
final class LimitFinder {

  private final Tuning.Adaptive tuning;
  private final IntConsumer resize;
  private final long slowCallNanos;

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final LimitAlgorithm algorithm;
  private final SampleWindow window;
  private int permits;

  /**
   * Begins with so many permits.
   *
   * @param resize is told of each change, one after the other
   */
  LimitFinder(Tuning.Adaptive tuning, int permits, long nowNanos, IntConsumer resize) {
    this.tuning = tuning;
    this.resize = resize;
    this.slowCallNanos = tuning.slowCall().toNanos();
    this.algorithm = LimitAlgorithm.create(tuning, permits);
    this.window = new SampleWindow(nowNanos);
    this.permits = permits;
  }

  /** Takes note of a call that took so long, as one of so many, and failed or did not. */
  void callEnded(long nowNanos, long tookNanos, int inside, boolean failed) {
    lock.lock();
    try {
      if (failed || tookNanos > slowCallNanos) {
        window.addBad(tookNanos, inside);
      } else {
        window.addGood(tookNanos, inside);
      }
      if (window.isOver(nowNanos)) {
        follow(algorithm.after(window.restart(nowNanos)));
      }
    } finally {
      lock.unlock();
    }
  }

  private void follow(int limit) {
    int within = Math.clamp(limit, tuning.fewestPermits(), tuning.mostPermits());
    if (within != permits) {
      permits = within;
      resize.accept(within);
    }
  }
}
