package dev.weir.gate.estimate;

import java.util.concurrent.TimeUnit;

/**
 * A schedule at a rate: each moment comes a step after the one before, and none is in the past. The
 * generic cell rate algorithm, as virtual scheduling (ITU-T I.371, Annex A).
 *
 * <p>For one thread at a time.
 */
public final class Gcra {

  private final long stepNanos;
  private long lastNanos;

  /**
   * Begins with a moment that is now.
   *
   * @param perSecond how many moments there are in a second, more than 0
   */
  public Gcra(double perSecond, long nowNanos) {
    this.stepNanos = stepNanos(perSecond);
    this.lastNanos = nowNanos - stepNanos;
  }

  /**
   * Returns the time from one moment to the next at a rate.
   *
   * @throws IllegalArgumentException if the rate is not more than 0
   */
  public static long stepNanos(double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("the rate must be more than 0, not " + perSecond);
    }
    return (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  /**
   * Returns the moment that follows another.
   *
   * @param soonestNanos the soonest that it may be
   */
  static long next(long lastNanos, long stepNanos, long soonestNanos) {
    return soonestNanos + Math.max(0, lastNanos + stepNanos - soonestNanos);
  }

  /**
   * Returns the same schedule at another rate: as many of its moments are ahead of this one as
   * before, in steps of the new length.
   */
  public Gcra withRate(double perSecond, long nowNanos) {
    double stepsAhead = (double) (nextNanos() - nowNanos) / stepNanos;
    Gcra changed = new Gcra(perSecond, nowNanos);
    changed.lastNanos += (long) (Math.max(0, stepsAhead) * changed.stepNanos);
    return changed;
  }

  /** Returns the time from one moment to the next. */
  public long stepNanos() {
    return stepNanos;
  }

  /** Returns the moment that comes next on the schedule, or did. */
  public long nextNanos() {
    return lastNanos + stepNanos;
  }

  /** Takes the next moment of the schedule, or this one if that is in the past. */
  public void take(long nowNanos) {
    lastNanos = next(lastNanos, stepNanos, nowNanos);
  }
}
