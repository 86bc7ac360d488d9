package dev.weir.admission;

import java.time.Duration;

/**
 * The limits of a gate.
 *
 * @param permits how many may be inside at once, at least 1
 * @param waitingRoom how many may wait at once; 0 means that nobody waits
 * @param maxWait how long one may wait; 0 means that nobody waits
 */
public record GateLimits(int permits, int waitingRoom, Duration maxWait) {

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one of them is out of its range
   */
  public GateLimits {
    require(permits >= 1, "permits must be at least 1, not " + permits);
    require(waitingRoom >= 0, "waitingRoom must not be negative, as " + waitingRoom + " is");
    require(!maxWait.isNegative(), "maxWait must not be negative, as " + maxWait + " is");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
