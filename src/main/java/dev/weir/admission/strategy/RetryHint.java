package dev.weir.admission.strategy;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/**
 * Computes when a shed caller should come back.
 *
 * <p>The time is that which the line needs to drain: those who wait and the caller itself, divided
 * by the {@link DrainRate}. It doubles for every five seconds that the overload lasts, since a
 * caller that comes back into the same overload does no good, and falls back when nobody was shed
 * for a second. It is at least 1 s and at most 30 s, and spread by a quarter to either side, so
 * that a crowd which was shed together does not come back together (Brooker, "Exponential Backoff
 * And Jitter", AWS 2015).
 *
 * <p>Safe for use by any thread.
 */
final class RetryHint {

  static final double SHORTEST_SECONDS = 1;
  static final double LONGEST_SECONDS = 30;

  private static final double SPREAD = 0.25;
  private static final long DOUBLING_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How exactly it is known since when nobody was shed, and how long the overload lasts. */
  private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final DrainRate drainRate;
  private final DoubleSupplier random;
  private long overloadedSinceNanos;
  private volatile long lastShedNanos;
  private volatile double growth = 1;

  /**
   * Makes a hint for one gate.
   *
   * @param drainRate how fast the gate's permits come back
   * @param random numbers from 0 (inclusive) to 1 (exclusive)
   * @param nowNanos the time on the gate's clock
   */
  RetryHint(DrainRate drainRate, DoubleSupplier random, long nowNanos) {
    this.drainRate = drainRate;
    this.random = random;
    this.overloadedSinceNanos = nowNanos;
    this.lastShedNanos = nowNanos - CALM_NANOS;
  }

  /**
   * Takes note that somebody finds no permit, while so many others wait.
   *
   * @return how many permits come back in a second; empty until that is known
   */
  OptionalDouble busy(long nowNanos, int waiting) {
    if (hasToMeasure(nowNanos, waiting)) {
      lock.lock();
      try {
        measure(nowNanos, waiting);
      } finally {
        lock.unlock();
      }
    }
    return drainRate.perSecond();
  }

  /** Takes note that somebody is shed, while so many others wait, and says when to come back. */
  Duration shed(long nowNanos, int waiting) {
    if (hasToTakeNote(nowNanos)) {
      lock.lock();
      try {
        measure(nowNanos, waiting);
        overloaded(nowNanos);
      } finally {
        lock.unlock();
      }
    }
    return hint(waiting);
  }

  /** Takes note that nobody waits: once nobody was shed for a while either, demand is over. */
  void idle(long nowNanos) {
    lock.lock();
    try {
      if (calm(nowNanos)) {
        drainRate.pause();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Spares the lock, at which all would meet who are about to wait. */
  private boolean hasToMeasure(long nowNanos, int waiting) {
    return drainRate.sampleDue(nowNanos) || demandSetsIn(nowNanos, waiting);
  }

  /** Spares the lock, at which all would meet who are shed. */
  private boolean hasToTakeNote(long nowNanos) {
    return drainRate.sampleDue(nowNanos) || nowNanos - lastShedNanos >= GRAIN_NANOS;
  }

  private void overloaded(long nowNanos) {
    if (calm(nowNanos)) {
      overloadedSinceNanos = nowNanos;
    }
    growth = Math.pow(2, (double) (nowNanos - overloadedSinceNanos) / DOUBLING_NANOS);
    lastShedNanos = nowNanos;
  }

  private void measure(long nowNanos, int waiting) {
    if (demandSetsIn(nowNanos, waiting)) {
      drainRate.restart(nowNanos);
    } else {
      drainRate.sample(nowNanos);
    }
  }

  private boolean demandSetsIn(long nowNanos, int waiting) {
    return waiting == 0 && calm(nowNanos);
  }

  private boolean calm(long nowNanos) {
    return nowNanos - lastShedNanos >= CALM_NANOS;
  }

  private Duration hint(int waiting) {
    double spread = 1 + SPREAD * (2 * random.getAsDouble() - 1);
    // The longest hint is spread too: otherwise all would come back at once after a long overload.
    double longestBeforeSpread = LONGEST_SECONDS / (1 + SPREAD);
    double seconds = Math.min(longestBeforeSpread, lineSeconds(waiting) * growth) * spread;
    double within = Math.clamp(seconds, SHORTEST_SECONDS, LONGEST_SECONDS);
    return Duration.ofNanos((long) (within * 1e9));
  }

  private double lineSeconds(int waiting) {
    double perSecond = drainRate.perSecond().orElse(Double.POSITIVE_INFINITY);
    return Math.max(SHORTEST_SECONDS, (waiting + 1) / perSecond);
  }
}
