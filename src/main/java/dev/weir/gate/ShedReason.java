package dev.weir.gate;

import java.util.Locale;

/** Why an arrival was shed. */
public enum ShedReason {
  /** All permits are out and the waiting room is full. */
  ROOM_FULL,
  /** No permit came free within the longest wait that the gate allows. */
  WAIT_TIMEOUT,
  /** No permit came free before the arrival's own deadline. */
  DEADLINE,
  /** It was foreseen that no permit would come free in time, so it did not even begin to wait. */
  HOPELESS,
  /** All permits are out, and no arrival waits at this gate. */
  NO_PERMIT,
  /** More came than the gate's rate lets in. */
  RATE_EXCEEDED,
  /** Its place in the waiting room was taken by an arrival with more right to it. */
  PREEMPTED,
  /** It stood too long in a line that did not drain. */
  STANDING_LINE,
  /** The gate is closing. */
  CLOSING,
  /** The waiting thread was interrupted: the server stopped, or the client left. */
  INTERRUPTED;

  /** Returns the name by which metrics, responses and logs call it, such as {@code room_full}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
