package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.util.function.LongSupplier;

/**
 * Reactive demand: the backend's side pulls. It subscribes to the arrivals, requests as many as it
 * has permits, and one more for each call that ends; the gate emits no more than was requested,
 * keeps {@code waitingRoom} others in a buffer, and sheds what flows over. An arrival in the buffer
 * stays there until there is demand, or until its own deadline.
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
  public NonBlockingGate open(GateObserver observer, LongSupplier nanoTime) {
    return new DemandGate(
        new GateLimits(permits, waitingRoom, GateLimits.UNBOUNDED_WAIT), observer, nanoTime);
  }
}
