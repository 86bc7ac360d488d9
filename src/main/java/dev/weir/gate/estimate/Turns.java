package dev.weir.gate.estimate;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turns of one caller, in the order of time: a ring, where the next turn is at one end and the
 * place of a new one nearly always at the other. Safe for use by any thread.
 */
final class Turns {

  /** The most that are kept: a power of two. */
  static final int MOST = 64;

  /** No turn: later than any. */
  static final long NONE = Long.MAX_VALUE;

  /** Most callers come before their next turn, and learn that from here without the lock. */
  private final AtomicLong next = new AtomicLong(NONE);

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final long[] ring = new long[MOST];
  private int first;
  private int size;

  /** Adds one; if there are too many, the earliest is dropped. */
  void add(long turn) {
    lock.lock();
    try {
      if (size == MOST) {
        dropFirst();
      }
      int place = size++;
      for (; place > 0 && ring[index(place - 1)] > turn; place--) {
        ring[index(place)] = ring[index(place - 1)];
      }
      ring[index(place)] = turn;
      next.setRelease(ring[first]);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the earliest that lies between two moments, or {@link #NONE}; drops those before. */
  long take(long from, long until) {
    if (next.getAcquire() > until) {
      return NONE;
    }
    lock.lock();
    try {
      dropBefore(from);
      long turn = next.get();
      if (turn > until) {
        return NONE;
      }
      dropFirst();
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /** Drops those that lie before a moment, and returns whether none is left. */
  boolean noneSince(long from) {
    lock.lock();
    try {
      dropBefore(from);
      return size == 0;
    } finally {
      lock.unlock();
    }
  }

  private void dropBefore(long from) {
    while (next.get() < from) {
      dropFirst();
    }
  }

  private void dropFirst() {
    first = index(1);
    size--;
    next.setRelease(size == 0 ? NONE : ring[first]);
  }

  private int index(int place) {
    return (first + place) & (MOST - 1);
  }
}
