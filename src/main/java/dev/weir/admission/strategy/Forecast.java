package dev.weir.admission.strategy;

import dev.weir.admission.GateLimits;
import java.util.OptionalDouble;

/**
 * Foresees whether an arrival would get a permit in time, so that one who would not is shed at the
 * door and not when its time is up.
 *
 * <p>The wait that is foreseen is the place in line over the rate at which permits come back. Of
 * two measures of that rate the more hopeful one counts: what came back lately, which sees calls
 * that hang; and the permits over the time that one is held (Little's law), which sees no pauses in
 * demand. It is given the benefit of a quarter, and as many as there are permits may always wait.
 * So no permit is idle because somebody was sent away who could have had it.
 */
final class Forecast {

  static final int ANY_PLACE = GateLimits.MOST;

  private static final double BENEFIT_OF_DOUBT = 1.25;

  private final boolean on;

  /** Makes one that foresees, or one that lets everybody try. */
  Forecast(boolean on) {
    this.on = on;
  }

  /**
   * Returns how far back in line one may stand and still have its turn in time.
   *
   * @param patienceNanos how long it can wait
   * @param permits how many there are
   * @param drainPerSecond how many came back in a second, if that is known
   * @param holdNanos how long one is held; 0 if that is not known
   */
  int placesInReach(
      long patienceNanos, int permits, OptionalDouble drainPerSecond, long holdNanos) {
    double perSecond =
        Math.max(drainPerSecond.orElse(0), holdNanos == 0 ? 0 : permits * 1e9 / holdNanos);
    if (!on || perSecond == 0) {
      return ANY_PLACE;
    }
    double places = patienceNanos / 1e9 * perSecond * BENEFIT_OF_DOUBT;
    return (int) Math.clamp(places, permits, ANY_PLACE);
  }
}
