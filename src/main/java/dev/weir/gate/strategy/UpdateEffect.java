package dev.weir.gate.strategy;

import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;

/**
 * What an update would do at once, to the arrivals that wait at this moment.
 *
 * @param admitted how many would be admitted
 * @param shed how many would be shed
 */
public record UpdateEffect(int admitted, int shed) {

  /** The effect of an update that changes nothing for those that wait. */
  public static final UpdateEffect NONE = new UpdateEffect(0, 0);

  /** Returns the sum of two effects, at different gates. */
  public UpdateEffect and(UpdateEffect other) {
    return new UpdateEffect(admitted + other.admitted, shed + other.shed);
  }

  /** Returns the effect of other limits on the arrivals that wait, each of cost 1. */
  static UpdateEffect of(GateLevels before, GateLimits after) {
    int free = Math.max(0, after.permits() - before.inside());
    int admitted = Math.min(free, before.waiting());
    return new UpdateEffect(
        admitted, Math.max(0, before.waiting() - admitted - after.waitingRoom()));
  }
}
