package dev.weir.admission.strategy;

import dev.weir.admission.GateLimits;

/**
 * How many permits there are, who is inside and who waits, packed into one {@code long}, so that
 * all change together in one atomic step and no reader ever sees one without the others.
 *
 * <p>Bit 63 says that the gate is closed; bits 42 to 62 count the permits, bits 21 to 41 those who
 * wait, bits 0 to 20 those inside. Each has room for twice {@link GateLimits#MOST}.
 */
final class Occupancy {

  /** One more inside. */
  static final long ONE_INSIDE = 1L;

  /** One more who waits. */
  static final long ONE_WAITING = 1L << 21;

  /** The gate is closed. */
  static final long CLOSED = 1L << 63;

  private static final int COUNT_MASK = (1 << 21) - 1;
  private static final int PERMITS_SHIFT = 42;

  private Occupancy() {}

  /** Returns the occupancy of an open gate with so many permits and nobody there. */
  static long of(int permits) {
    return (long) permits << PERMITS_SHIFT;
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

  /** Returns whether an arrival gets a permit without waiting and without passing by anybody. */
  static boolean hasPermit(long occupancy) {
    return waiting(occupancy) == 0 && hasFreePermit(occupancy) && !closed(occupancy);
  }

  static boolean hasFreePermit(long occupancy) {
    return inside(occupancy) < permits(occupancy);
  }

  /** Returns whether half of the permits are out, or more. */
  static boolean busy(long occupancy) {
    return 2 * inside(occupancy) >= permits(occupancy);
  }

  /** Lets as many of those who wait in as there are free permits. */
  static long letIn(long occupancy) {
    int entering = Math.clamp(permits(occupancy) - inside(occupancy), 0, waiting(occupancy));
    return occupancy + entering * (ONE_INSIDE - ONE_WAITING);
  }

  static long withPermits(long occupancy, int permits) {
    return occupancy - of(permits(occupancy)) + of(permits);
  }
}
