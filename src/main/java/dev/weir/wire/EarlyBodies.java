package dev.weir.wire;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The memory for small bodies that are read before their requests come to the gate, so that a slow
 * sender holds no permit. Beyond it, and beyond {@link #LARGEST_BYTES}, a body is read with a
 * permit.
 *
 * <p>Safe for use by any thread.
 */
public final class EarlyBodies {

  static final int LARGEST_BYTES = 64 * 1024;

  private final LongSupplier largest;
  private final long most;
  private final AtomicLong held = new AtomicLong();

  /**
   * Makes the memory.
   *
   * @param largest the bytes of the largest body that is of any use now
   * @param most how many bytes all bodies may have together
   */
  public EarlyBodies(LongSupplier largest, long most) {
    this.largest = largest;
    this.most = most;
  }

  /** Returns the reservation of a connection, which holds nothing. */
  Reservation reservation() {
    return new Reservation();
  }

  /** What one connection holds of the memory, for one body at a time. */
  final class Reservation {

    private long bytes;

    /** Returns whether the next body, of so many bytes, may be held in place of the one before. */
    boolean take(long nextBytes) {
      release();
      if (nextBytes > LARGEST_BYTES || nextBytes > largest.getAsLong()) {
        return false;
      }
      bytes = nextBytes;
      boolean room = held.addAndGet(nextBytes) <= most;
      if (!room) {
        release();
      }
      return room;
    }

    /** Gives back what the connection holds, if it holds anything. */
    void release() {
      held.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
