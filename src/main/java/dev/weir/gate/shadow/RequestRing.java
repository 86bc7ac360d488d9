package dev.weir.gate.shadow;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The requests that are yet to be played, in the order in which they came: bounded, without a lock,
 * for any number of threads that add and one that takes.
 */
final class RequestRing {

  private final int mask;
  private final AtomicReferenceArray<@Nullable RealRequest> slots;
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  /**
   * Makes an empty ring.
   *
   * @param capacity how many it can hold: a power of two
   */
  RequestRing(int capacity) {
    mask = capacity - 1;
    slots = new AtomicReferenceArray<>(capacity);
  }

  /** Adds one, and returns whether there was a place for it. */
  boolean offer(RealRequest request) {
    for (; ; ) {
      long number = added.get();
      if (number - taken.get() > mask) {
        return false;
      }
      if (added.compareAndSet(number, number + 1)) {
        slots.setRelease((int) number & mask, request);
        return true;
      }
    }
  }

  /** Returns the first, which stays; or null if there is none, or it is being added. */
  @Nullable RealRequest first() {
    return slots.getAcquire((int) taken.get() & mask);
  }

  /** Takes out the first. */
  void removeFirst() {
    long number = taken.get();
    slots.setRelease((int) number & mask, null);
    taken.setRelease(number + 1);
  }
}
