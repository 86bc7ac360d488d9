package dev.weir.gate.queue;

import dev.weir.gate.GateLimits;

/**
 * How many permits there are, how many are out and how many arrivals wait, packed into one {@code
 * long}, so that all change together in one atomic step and no reader ever sees one without the
 * others.
 *
 * <p>Bit 63 says that the gate is closed, bit 62 that all pass with the lock; bits 42 to 61 count
 * the permits, bits 21 to 41 those that wait, bits 0 to 20 the permits that are out. Each has room
 * for {@link GateLimits#MOST}; what has no bound has that one here.
 */
final class Occupancy {

  /** One more permit that is out. */
  static final long ONE_INSIDE = 1L;

  /** One more that waits. */
  static final long ONE_WAITING = 1L << 21;

  /** The gate is closed. */
  static final long CLOSED = 1L << 63;

  /** All enter and leave with the lock of the {@link WaitingRoom}. */
  static final long LOCKED = 1L << 62;

  private static final int COUNT_MASK = (1 << 21) - 1;
  private static final int PERMITS_MASK = (1 << 20) - 1;
  private static final long WAITING = (long) COUNT_MASK << 21;
  private static final int PERMITS_SHIFT = 42;

  private Occupancy() {}

  /** Returns the occupancy of an open gate with so many permits, where none is out. */
  static long of(int permits) {
    return (long) permits << PERMITS_SHIFT;
  }

  /** Returns a limit, or the largest bound in place of none. */
  static int bounded(int limit) {
    return Math.min(limit, GateLimits.MOST);
  }

  static int permits(long occupancy) {
    return (int) (occupancy >>> PERMITS_SHIFT) & PERMITS_MASK;
  }

  static int inside(long occupancy) {
    return (int) occupancy & COUNT_MASK;
  }

  static int waiting(long occupancy) {
    return (int) (occupancy >>> 21) & COUNT_MASK;
  }

  static boolean closed(long occupancy) {
    return occupancy < 0;
  }

  /** Returns whether permits may be taken and given back without the lock: none waits for them. */
  static boolean isLockFree(long occupancy) {
    return (occupancy & (LOCKED | WAITING)) == 0;
  }

  /** Returns whether an arrival gets so many permits without the lock, and overtakes none. */
  static boolean hasPermits(long occupancy, int cost) {
    return isLockFree(occupancy) && free(occupancy) >= cost && !closed(occupancy);
  }

  /** Returns how many permits are free; less than none if there are fewer than are out. */
  static int free(long occupancy) {
    return permits(occupancy) - inside(occupancy);
  }

  /** Returns whether half of the permits are out, or more. */
  static boolean busy(long occupancy) {
    return 2 * inside(occupancy) >= permits(occupancy);
  }

  static long withPermits(long occupancy, int permits) {
    return occupancy - of(permits(occupancy)) + of(permits);
  }
}
