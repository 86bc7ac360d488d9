package dev.weir.gate;

/** How the permits are divided among the callers that wait. */
public enum Fairness {
  /** Not at all: the arrivals of all callers wait in one line. */
  NONE,
  /**
   * The caller with the fewest permits goes first, and of several the one that was served the
   * longest ago. An arrival that finds the waiting room full takes the place of the newest arrival
   * of the caller with the most waiting, unless its own caller would have the most then.
   */
  BY_CALLER
}
