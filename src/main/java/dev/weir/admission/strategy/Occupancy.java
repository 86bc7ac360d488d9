package dev.weir.admission.strategy;

/**
 * Who is inside and who waits, packed into one {@code long}, so that both change together in one
 * atomic step and no reader ever sees one without the other.
 *
 * <p>Bit 63 says that the gate is closed, bits 32 to 62 count those who wait, bits 0 to 30 those
 * inside.
 */
final class Occupancy {

  /** One more inside. */
  static final long ONE_INSIDE = 1L;

  /** One more who waits. */
  static final long ONE_WAITING = 1L << 32;

  /** The gate is closed. */
  static final long CLOSED = 1L << 63;

  private static final int COUNT_MASK = 0x7fff_ffff;

  private Occupancy() {}

  static int inside(long occupancy) {
    return (int) occupancy & COUNT_MASK;
  }

  static int waiting(long occupancy) {
    return (int) (occupancy >>> 32) & COUNT_MASK;
  }

  static boolean closed(long occupancy) {
    return occupancy < 0;
  }
}
