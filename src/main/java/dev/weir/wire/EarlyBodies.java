package dev.weir.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for small bodies that are read before their requests come to the gate, so that a slow
 * sender holds no permit. Beyond it, and beyond {@link #LARGEST_BYTES}, a body is read with a
 * permit.
 *
 * <p>Safe for use by any thread.
 */
public final class EarlyBodies {

  static final int LARGEST_BYTES = 64 * 1024;

  private final int largest;
  private final long most;
  private final AtomicLong held = new AtomicLong();

  /**
   * Makes the memory.
   *
   * @param largest the bytes of the largest body that is of any use
   * @param most how many bytes all bodies may have together
   */
  public EarlyBodies(long largest, long most) {
    this.largest = (int) Math.min(largest, LARGEST_BYTES);
    this.most = most;
  }

  /** Returns whether there is room for a body; if so, {@link #giveBack} must follow. */
  boolean take(long bytes) {
    if (bytes > largest) {
      return false;
    }
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  /** Gives the room of a body back, which was taken out or will never be whole. */
  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  /** What one connection holds of the memory, for one body at a time. */
  final class Reservation {

    private long bytes;

    /** Returns whether the next body, of so many bytes, may be held in place of the one before. */
    boolean take(long nextBytes) {
      release();
      boolean may = EarlyBodies.this.take(nextBytes);
      bytes = may ? nextBytes : 0;
      return may;
    }

    /** Gives back what the connection holds, if it holds anything. */
    void release() {
      giveBack(bytes);
      bytes = 0;
    }
  }

  /** Returns the reservation of a connection, which holds nothing. */
  Reservation reservation() {
    return new Reservation();
  }
}
