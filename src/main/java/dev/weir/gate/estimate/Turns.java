package dev.weir.gate.estimate;

import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/** The turns of one caller, in the order of time. Safe for use by any thread. */
final class Turns {

  /** The most that are kept. */
  static final int MOST = 64;

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final PriorityQueue<Long> nanos =
      new PriorityQueue<>(4, (one, other) -> Long.signum(one - other));

  /** Adds one; if there are too many, the earliest is dropped. */
  void add(long turnNanos) {
    lock.lock();
    try {
      if (nanos.size() == MOST) {
        nanos.remove();
      }
      nanos.add(turnNanos);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the earliest that lies between two moments, and drops those that lie before. */
  OptionalLong take(long fromNanos, long untilNanos) {
    lock.lock();
    try {
      drop(fromNanos);
      boolean due = !nanos.isEmpty() && nanos.element() - untilNanos <= 0;
      return due ? OptionalLong.of(nanos.remove()) : OptionalLong.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Drops those that lie before a moment, and returns whether none is left. */
  boolean noneSince(long fromNanos) {
    lock.lock();
    try {
      drop(fromNanos);
      return nanos.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void drop(long fromNanos) {
    while (!nanos.isEmpty() && nanos.element() - fromNanos < 0) {
      nanos.remove();
    }
  }
}
