package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.estimate.CallerTurns;
import dev.weir.gate.estimate.HoldTime;
import dev.weir.gate.estimate.RetryHint;
import dev.weir.gate.queue.QueueingSemaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What a gate has learned of the arrivals of one partition, or of all that belong to none: how long
 * they hold their permits, and so when those that are shed may come back. Each partition has its
 * own, since the calls of one may take a thousand times as long as those of another. Safe for use
 * by any thread.
 */
final class PartEstimate {

  final HoldTime holdTime = new HoldTime();
  final DecisionReporter decisions;
  private volatile Partition bounds;
  private volatile long paceNanos;
  private final QueueingSemaphore semaphore;
  private final AtomicInteger waiting = new AtomicInteger();

  PartEstimate(
      Partition bounds,
      QueueingSemaphore semaphore,
      GateObserver observer,
      LongSupplier nanoTime,
      CallerTurns turns) {
    this.bounds = bounds;
    this.semaphore = semaphore;
    this.decisions = new DecisionReporter(observer, nanoTime, this::stepNanos, turns);
  }

  /**
   * Puts other bounds in force.
   *
   * @param newPaceNanos the time from one arrival that enters to the next; 0 if they do at no rate
   */
  void rebounded(Partition newBounds, long newPaceNanos) {
    bounds = newBounds;
    paceNanos = newPaceNanos;
  }

  /** Returns how many permits its arrivals may have at once. */
  int permits() {
    return Math.min(semaphore.permits(), bounds.permits());
  }

  /** Takes note that one of its arrivals begins to wait, or, by -1, no longer does. */
  void waits(int change) {
    waiting.addAndGet(change);
  }

  /**
   * Returns how many arrivals have their turns before one that comes back: those it meets there.
   */
  int waiting() {
    return bounds.permits() == GateLimits.UNBOUNDED ? semaphore.waiting() : waiting.get();
  }

  /** Without a rate by Little's law; 0 if it is not known well for how long a permit is held. */
  private long stepNanos(long nowNanos) {
    long atRateNanos = paceNanos;
    if (atRateNanos > 0) {
      return atRateNanos;
    }
    int permits = permits();
    return permits == 0 ? RetryHint.NEVER : holdTime.settledNanos(nowNanos) / permits;
  }
}
