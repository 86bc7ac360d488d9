package dev.weir.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for small bodies that are read before their requests come to the gate, so that a slow
 * sender holds no permit. Beyond it, and beyond {@link #LARGEST_BYTES}, a body is read inside.
 *
 * <p>Safe for use by any thread.
 */
public final class EarlyBodies {

  static final int LARGEST_BYTES = 64 * 1024;

  private final int largest;
  private final long most;
  private final AtomicLong held = new AtomicLong();

  /**
   * Makes it.
   *
   * @param largest the bytes of the largest body that is of any use
   * @param most how many bytes all of them may have together
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

  /** A body was taken out, or will never be whole. */
  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
