package dev.weir.gate;

import org.jspecify.annotations.Nullable;

/**
 * An arrival at a gate that no thread waits for: it is decided about already, or waits in line. For
 * one thread at a time.
 */
public interface PendingAdmission {

  /**
   * Returns the decision, or null while the arrival waits. Once it has returned the decision it
   * must not be called again.
   */
  @Nullable Admission poll();

  /**
   * Returns the moment on the gate's clock at which {@link #expire} has to be called if the arrival
   * still waits then. It may change whenever the arrival is woken.
   */
  long untilNanos();

  /** Does what is due at that moment: sheds the arrival, or admits it where it has come to that. */
  void expire();

  /** Takes the arrival out of line, as {@link ShedReason#INTERRUPTED}, if it still waits. */
  void leave();
}
