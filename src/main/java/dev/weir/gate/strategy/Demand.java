package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;

/**
 * Reactive demand, as of a subscriber of Reactive Streams: the backend's side pulls. It requests as
 * many arrivals as it has permits, and one more for each call that ends; the gate emits no more
 * than was requested, keeps {@code waitingRoom} others in a buffer, and sheds what flows over. An
 * arrival in the buffer stays there until there is demand, or until its own deadline.
 *
 * <p>What was requested and not yet emitted are the permits that are free.
 *
 * @param permits how many the backend requests at the beginning
 * @param waitingRoom the length of the buffer
 */
public record Demand(int permits, int waitingRoom) implements Strategy {

  @Override
  public String name() {
    return "demand";
  }

  @Override
  public PermitRules rules() {
    GateLimits limits = new GateLimits(permits, waitingRoom, GateLimits.UNBOUNDED_WAIT);
    return new PermitRules(limits, Sharing.NONE);
  }
}
