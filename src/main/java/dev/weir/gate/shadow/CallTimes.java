package dev.weir.gate.shadow;

import dev.weir.gate.CallResult;

/**
 * How a real call went that is over.
 *
 * @param responseNanos the time until the backend began to respond, or was known not to
 * @param heldNanos the time until the permit was given back
 * @param cost what the call cost as the backend knows it; 0 if it does not say so
 */
record CallTimes(CallResult result, long responseNanos, long heldNanos, int cost) {

  /** Returns whether it says how long the backend takes. */
  boolean isWhole() {
    return result != CallResult.CANCELLED;
  }
}
