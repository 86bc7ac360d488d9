package dev.weir.gate.estimate;

import dev.weir.gate.GateLimits;

/**
 * Foresees whether an arrival would get a permit in time: one that would not is shed at the door,
 * and not when its time is up.
 *
 * <p>The wait that is foreseen is the place in line over the rate at which permits come back: the
 * permits over the time that one is held (Little's law). It is given the benefit of a quarter, and
 * as many as there are permits may always wait. So no permit is idle because an arrival was shed
 * that could have had it.
 *
 * @param on whether it foresees anything; otherwise every arrival may try
 */
public record Forecast(boolean on) {

  static final int ANY_PLACE = GateLimits.UNBOUNDED;

  private static final double BENEFIT_OF_DOUBT = 1.25;

  /**
   * Returns how far back in line an arrival may stand and still have its turn in time.
   *
   * @param patienceNanos how long it can wait
   * @param permits how many there are; of 0 it says nothing, since there may be more at any moment
   * @param holdNanos how long one is held; 0 if that is not known
   */
  public int placesInReach(long patienceNanos, int permits, long holdNanos) {
    if (!on || holdNanos == 0 || permits == 0) {
      return ANY_PLACE;
    }
    double places = (double) patienceNanos / holdNanos * permits * BENEFIT_OF_DOUBT;
    return (int) Math.clamp(places, permits, ANY_PLACE);
  }
}
