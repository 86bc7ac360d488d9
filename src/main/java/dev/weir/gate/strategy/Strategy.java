package dev.weir.gate.strategy;

import dev.weir.gate.GateObserver;
import dev.weir.gate.TimedPark;
import java.util.function.LongSupplier;

/**
 * One way to decide which arrivals enter, wait or are shed, with all its settings. The strategies
 * here are in order from the simplest to those that know the most.
 */
public sealed interface Strategy permits None, PermitStrategy, TokenBucket, LeakyBucket, Demand {

  /** Returns the name that settings have for it, such as {@code wait-then-shed}. */
  String name();

  /**
   * Returns what a gate does with this strategy.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  PermitRules rules();

  /**
   * Opens a gate that decides so.
   *
   * @param observer observes every decision
   * @param nanoTime a clock that never goes back, in nanoseconds
   * @throws IllegalArgumentException if a setting is out of its range
   */
  default NonBlockingGate open(GateObserver observer, LongSupplier nanoTime) {
    return open(observer, nanoTime, TimedPark.BY_TIMER);
  }

  /**
   * Opens the same gate, whose waiters are parked in another way.
   *
   * @param park parks a thread that waits
   */
  default NonBlockingGate open(GateObserver observer, LongSupplier nanoTime, TimedPark park) {
    return new PermitGate(rules(), observer, nanoTime, park);
  }
}
