package dev.weir.gate.queue;

import dev.weir.gate.estimate.Gcra;

/**
 * A rate at which arrivals enter.
 *
 * @param perSecond how many enter in a second, more than 0
 * @param burst how many may do so at once, at least 1
 */
public record Pace(double perSecond, int burst) {

  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException if one of the two is out of its range
   */
  public Pace {
    Gcra.stepNanos(perSecond);
    if (burst < 1) {
      throw new IllegalArgumentException("the burst must be at least 1, not " + burst);
    }
  }

  /** Returns the time from one moment to the next. */
  public long stepNanos() {
    return Gcra.stepNanos(perSecond);
  }

  /** Returns the time that the moments of a burst may be taken in advance. */
  long toleranceNanos() {
    return (burst - 1) * stepNanos();
  }
}
