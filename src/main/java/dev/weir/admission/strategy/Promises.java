package dev.weir.admission.strategy;

import dev.weir.admission.GateObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Follows up what those were told who were turned away: how far the moment to come back lay from
 * the one at which a permit was free for them.
 *
 * <p>That is when a permit comes back for which nobody waits, or when as many have come back as
 * those in line took and one more. A sample of {@link #MOST} is followed up at a time, so that the
 * cost is bounded.
 *
 * <p>Safe for use by any thread.
 */
final class Promises {

  static final int MOST = 64;

  private static final long NONE = Long.MAX_VALUE;

  private record Promise(long dueReturned, long promisedNanos) {}

  private final GateObserver observer;
  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Promise> open =
      new PriorityQueue<>((one, other) -> Long.compare(one.dueReturned, other.dueReturned));
  private volatile long nextDue = NONE;
  private volatile boolean enough;

  Promises(GateObserver observer) {
    this.observer = observer;
  }

  /** Somebody was told to come back at this moment, whose turn is when so many are back. */
  void made(long promisedNanos, long dueReturned) {
    // Spares the lock, at which all would meet who are shed.
    if (enough) {
      return;
    }
    lock.lock();
    try {
      if (open.size() < MOST) {
        open.add(new Promise(dueReturned, promisedNanos));
        changed();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether a permit that came back as this one in count settles any. */
  boolean anyDueAt(long returned, int waiting) {
    long due = nextDue;
    return due != NONE && (waiting == 0 || due <= returned);
  }

  /** A permit came back as this one in count, while so many others wait. */
  void permitReturned(long returned, int waiting, long nowNanos) {
    for (Promise promise : takeDue(waiting == 0 ? NONE : returned)) {
      observer.retryAfterMissed(nowNanos - promise.promisedNanos);
    }
  }

  private List<Promise> takeDue(long returned) {
    List<Promise> due = new ArrayList<>();
    lock.lock();
    try {
      while (!open.isEmpty() && open.element().dueReturned <= returned) {
        due.add(open.remove());
      }
      changed();
    } finally {
      lock.unlock();
    }
    return due;
  }

  private void changed() {
    nextDue = open.isEmpty() ? NONE : open.element().dueReturned;
    enough = open.size() == MOST;
  }
}
