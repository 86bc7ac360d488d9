package dev.weir.gate.queue;

/**
 * What an arrival got that entered a {@link QueueingSemaphore} without a wait, packed into one
 * {@code long}: how many permits, and whether half of all were out at that moment, or more. To ask
 * for that later would take as long as the permits, while many come and go.
 */
public final class Entry {

  /** It did not enter. */
  public static final long NONE = 0;

  private Entry() {}

  static long of(int permits, long occupancy) {
    return 2L * permits + (Occupancy.busy(occupancy) ? 1 : 0);
  }

  /** Returns how many permits it got. */
  public static int permits(long entry) {
    return (int) (entry >> 1);
  }

  /** Returns whether half of the permits were out, or more. */
  public static boolean isBusy(long entry) {
    return (entry & 1) != 0;
  }
}
