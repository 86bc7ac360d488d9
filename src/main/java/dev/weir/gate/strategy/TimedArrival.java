package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import java.util.OptionalLong;

/**
 * An arrival, when it came, and its turn, if it comes back in its turn. Each turn is used by one
 * arrival.
 */
record TimedArrival(Arrival arrival, long cameNanos, OptionalLong turnNanos) {

  /** Returns whether it comes back in its turn. */
  boolean inTurn() {
    return turnNanos.isPresent();
  }
}
