package dev.weir.admission;

import java.util.Locale;

/** Why an arrival was turned away. */
public enum ShedReason {
  /** All permits are out and the waiting room is full. */
  ROOM_FULL,
  /** No permit came free within the longest wait that the gate allows. */
  WAIT_TIMEOUT,
  /** No permit came free before the arrival's own deadline. */
  DEADLINE,
  /** The gate is closing. */
  CLOSING,
  /** The waiting thread was interrupted. */
  INTERRUPTED;

  /** Returns the name by which metrics, answers and logs call it, such as {@code room_full}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
