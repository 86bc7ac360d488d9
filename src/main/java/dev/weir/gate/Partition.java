package dev.weir.gate;

import java.util.Objects;

/**
 * A part of a gate with bounds of its own within those of the gate, such as that of one route. It
 * has no permits of its own: all are those of the gate, and stay exact there.
 *
 * @param name the name, which is that of no other partition of the gate; empty for {@link #WHOLE}
 * @param permits the most permits that it may have out at once, from 0 to {@link GateLimits#MOST},
 *     or {@link GateLimits#UNBOUNDED} for all of the gate's; 0 means that none of its arrivals
 *     enters until there are more
 * @param waitingRoom the most of its arrivals that may wait at once, up to {@link GateLimits#MOST},
 *     or {@link GateLimits#UNBOUNDED} for all of the gate's places; 0 means that none waits
 * @param guaranteed the permits that come to it before other partitions get more than is guaranteed
 *     to them, from 0 to {@code permits}; while it has no use for them, the others have them
 */
public record Partition(String name, int permits, int waitingRoom, int guaranteed) {

  /** The partition of all arrivals that have none: it has no bounds but the gate's. */
  public static final Partition WHOLE =
      new Partition("", GateLimits.UNBOUNDED, GateLimits.UNBOUNDED, 0);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one of them is out of its range
   */
  public Partition {
    Objects.requireNonNull(name, "name");
    check(permits, "permits");
    check(waitingRoom, "waitingRoom");
    if (guaranteed < 0 || guaranteed > permits || guaranteed > GateLimits.MOST) {
      throw new IllegalArgumentException("guaranteed must be from 0 to permits, not " + guaranteed);
    }
  }

  private static void check(int limit, String name) {
    if (limit < 0 || (limit > GateLimits.MOST && limit != GateLimits.UNBOUNDED)) {
      throw new IllegalArgumentException(
          name + " must be from 0 to " + GateLimits.MOST + ", not " + limit);
    }
  }
}
