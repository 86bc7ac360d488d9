package dev.weir.gate.strategy;

import dev.weir.gate.queue.Waiter;
import java.util.List;

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

  /** Counts those that are settled. */
  static UpdateEffect of(List<Waiter> waiters) {
    int settled = (int) waiters.stream().filter(Waiter::isSettled).count();
    int shed = (int) waiters.stream().filter(waiter -> waiter.shedReason() != null).count();
    return new UpdateEffect(settled - shed, shed);
  }
}
