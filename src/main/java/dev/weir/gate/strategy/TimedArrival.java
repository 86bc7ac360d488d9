package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import java.util.OptionalLong;

/**
 * An arrival, when it came, and, if it comes back when it was told, the turn that it was told. Each
 * turn is used by one attempt.
 */
record TimedArrival(Arrival arrival, long cameNanos, OptionalLong turnNanos) {

  /** Returns whether it comes back when it was told. */
  boolean inTurn() {
    return turnNanos.isPresent();
  }
}
