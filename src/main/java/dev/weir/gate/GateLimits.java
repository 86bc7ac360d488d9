package dev.weir.gate;

import java.time.Duration;

/**
 * The limits of a gate.
 *
 * @param permits how many may be inside at once, from 1 to {@link #MOST}
 * @param waitingRoom how many may wait at once, up to {@link #MOST}; 0 means that nobody waits
 * @param maxWait how long one may wait, up to {@link #LONGEST_WAIT}; 0 means that nobody waits
 */
public record GateLimits(int permits, int waitingRoom, Duration maxWait) {

  /** The most permits and places there can be; where a strategy has no bound, it is this. */
  public static final int MOST = 1_000_000;

  /** The longest wait there can be, 146 years; where a strategy has no bound, it is this. */
  public static final Duration LONGEST_WAIT = Duration.ofNanos(Long.MAX_VALUE / 2);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one of them is out of its range
   */
  public GateLimits {
    // The texts are made only if they are needed: a limit that changes makes one of these a time.
    if (permits < 1 || permits > MOST) {
      throw new IllegalArgumentException("permits must be from 1 to " + MOST + ", not " + permits);
    }
    if (waitingRoom < 0 || waitingRoom > MOST) {
      throw new IllegalArgumentException(
          "waitingRoom must be from 0 to " + MOST + ", not " + waitingRoom);
    }
    if (maxWait.isNegative() || maxWait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "maxWait must be from 0 to " + LONGEST_WAIT + ", not " + maxWait);
    }
  }

  /** Returns the same limits with another number of permits. */
  public GateLimits withPermits(int newPermits) {
    return new GateLimits(newPermits, waitingRoom, maxWait);
  }
}
