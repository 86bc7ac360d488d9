package dev.weir.process;

/**
 * How many connections of clients the heap of this process is enough for.
 *
 * <p>A process without memory for the next connection collects garbage instead of serving, and then
 * fails wherever it happens to be. So the number of connections is limited beforehand, as {@link
 * FileDescriptorBudget} does it.
 *
 * @param mostBytes how large the heap may become
 */
public record HeapBudget(long mostBytes) {

  /** What Weir takes without a client, and what its garbage collector needs. */
  private static final long OWN_BYTES = 24L << 20;

  /** A connection with an unfinished head, of the greatest default length, or one that waits. */
  private static final long CONNECTION_BYTES = 48L << 10;

  private static final int EARLY_BODY_SHARE = 16;

  /** As many fit into any heap that Weir starts with. */
  private static final int FEWEST = 64;

  /** Returns the budget of this process. */
  public static HeapBudget ofThisProcess() {
    return new HeapBudget(Runtime.getRuntime().maxMemory());
  }

  /** Returns how many bytes of request bodies may be kept that are read before the gate. */
  public long earlyBodyBytes() {
    return mostBytes / EARLY_BODY_SHARE;
  }

  /** Returns how many clients there may be at once, at most as many as are wanted. */
  public int clients(int wanted) {
    return (int) Math.min(wanted, Math.max(FEWEST, (mostBytes - OWN_BYTES) / CONNECTION_BYTES));
  }
}
