package dev.weir.gate.queue;

import dev.weir.gate.GateLimits;

/**
 * How many permits there are, how many are out and how many arrivals wait, packed into one {@code
 * long}, so that all change together in one atomic step and no reader ever sees one without the
 * others.
 *
 * <p>Bit 63 says that the gate is closed; bits 42 to 62 count the permits, bits 21 to 41 those that
 * wait, bits 0 to 20 the permits that are out. Each has room for twice {@link GateLimits#MOST};
 * what has no bound has that one here.
 */
final class Occupancy {

  /** One more permit that is out. */
  static final long ONE_INSIDE = 1L;

  /** One more that waits. */
  static final long ONE_WAITING = 1L << 21;

  /** The gate is closed. */
  static final long CLOSED = 1L << 63;

  private static final int COUNT_MASK = (1 << 21) - 1;
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
    return (int) (occupancy >>> PERMITS_SHIFT) & COUNT_MASK;
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

  /** Returns whether an arrival gets so many permits without waiting and without overtaking. */
  static boolean hasPermits(long occupancy, int cost) {
    return waiting(occupancy) == 0 && free(occupancy) >= cost && !closed(occupancy);
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
