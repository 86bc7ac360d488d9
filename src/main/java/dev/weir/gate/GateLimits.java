package dev.weir.gate;

import java.time.Duration;

/**
 * The limits of a gate.
 *
 * @param permits how many may be inside at once, from 0 to {@link #MOST}, or {@link #UNBOUNDED}; 0
 *     means that no arrival enters until there are more
 * @param waitingRoom how many may wait at once, up to {@link #MOST}, or {@link #UNBOUNDED}; 0 means
 *     that no arrival waits
 * @param maxWait how long an arrival may wait, up to {@link #UNBOUNDED_WAIT}; 0 means that none
 *     waits
 */
public record GateLimits(int permits, int waitingRoom, Duration maxWait) {

  /** No bound on the permits, or on the places of the waiting room. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** No bound on the wait but the arrival's own deadline: 146 years, all that a clock can count. */
  public static final Duration UNBOUNDED_WAIT = Duration.ofNanos(Long.MAX_VALUE / 2);

  /** The largest bound on the permits, and on the places of the waiting room. */
  public static final int MOST = 1_000_000;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one of them is out of its range
   */
  public GateLimits {
    // The texts are made only if they are needed: a limit that changes makes one of these a time.
    if (permits < 0 || isTooMany(permits)) {
      throw new IllegalArgumentException("permits must be from 0 to " + MOST + ", not " + permits);
    }
    if (waitingRoom < 0 || isTooMany(waitingRoom)) {
      throw new IllegalArgumentException(
          "waitingRoom must be from 0 to " + MOST + ", not " + waitingRoom);
    }
    if (maxWait.isNegative() || maxWait.compareTo(UNBOUNDED_WAIT) > 0) {
      throw new IllegalArgumentException(
          "maxWait must be from 0 to " + UNBOUNDED_WAIT + ", not " + maxWait);
    }
  }

  private static boolean isTooMany(int limit) {
    return limit > MOST && limit != UNBOUNDED;
  }

  /** Returns the same limits with another number of permits. */
  public GateLimits withPermits(int newPermits) {
    return new GateLimits(newPermits, waitingRoom, maxWait);
  }
}
