package dev.weir.admission.strategy;

import static dev.weir.admission.strategy.Occupancy.CLOSED;
import static dev.weir.admission.strategy.Occupancy.ONE_INSIDE;
import static dev.weir.admission.strategy.Occupancy.ONE_WAITING;
import static dev.weir.admission.strategy.Occupancy.hasPermit;
import static dev.weir.admission.strategy.Occupancy.letIn;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Where those wait whom a {@link LineSemaphore} has no permit for: who joins the line, who is
 * called from it, who leaves it. All of that happens with one lock held, and while somebody waits,
 * nobody else changes the semaphore's occupancy.
 */
final class WaitingRoom {

  private final int places;
  private final Line line;
  private final AtomicLong occupancy;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();

  /** Shares the occupancy with the semaphore, which changes it while nobody waits. */
  WaitingRoom(int places, Line line, AtomicLong occupancy, LongSupplier nanoTime) {
    this.places = places;
    this.line = line;
    this.occupancy = occupancy;
    this.nanoTime = nanoTime;
  }

  /** Decides at the door: about this one, and about those who have to make room first. */
  Verdict join(Waiter waiter, long untilNanos, int reach) {
    lock.lock();
    try {
      dismissOverdue(waiter.joinedNanos);
      Verdict verdict = atTheDoor(waiter, untilNanos, reach);
      if (verdict == Verdict.WAITING) {
        line.join(waiter);
      }
      return verdict;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives a permit back, with or without somebody to take it: between the look at the occupancy and
   * the lock, all who waited may have left. A permit that is handed over stays counted as inside
   * throughout.
   */
  void handOver() {
    lock.lock();
    try {
      long nowNanos = nanoTime.getAsLong();
      dismissOverdue(nowNanos);
      long now = occupancy.get();
      if (line.isEmpty() || Occupancy.inside(now) > Occupancy.permits(now)) {
        occupancy.addAndGet(-ONE_INSIDE);
      } else {
        occupancy.addAndGet(-ONE_WAITING);
        callNext(nowNanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Leaves the line, unless somebody was faster to decide: then that verdict stands. */
  void leave(Waiter waiter, Verdict verdict) {
    lock.lock();
    try {
      if (line.leave(waiter)) {
        dismiss(waiter, verdict);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Changes the number of permits, and calls those for whom there are more. */
  void resize(int permits) {
    lock.lock();
    try {
      int waitingBefore = Occupancy.waiting(occupancy.get());
      long after = occupancy.updateAndGet(now -> letIn(Occupancy.withPermits(now, permits)));
      for (int called = Occupancy.waiting(after); called < waitingBefore; called++) {
        callNext(nanoTime.getAsLong());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wakes all who wait with {@link Verdict#CLOSED}, and whoever comes from now on is told so. */
  void close() {
    lock.lock();
    try {
      occupancy.updateAndGet(now -> now | CLOSED);
      while (!line.isEmpty()) {
        dismiss(line.next(nanoTime.getAsLong()), Verdict.CLOSED);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Decides on one picture of the occupancy, and decides again if that changed meanwhile: a permit
   * that comes back just before somebody joins an empty line is not given to anybody, and would not
   * be missed until the next one comes back.
   */
  private Verdict atTheDoor(Waiter waiter, long untilNanos, int reach) {
    for (; ; ) {
      long now = occupancy.get();
      if (Occupancy.closed(now)) {
        return Verdict.CLOSED;
      }
      if (hasPermit(now)) {
        if (occupancy.compareAndSet(now, now + ONE_INSIDE)) {
          line.entered(waiter.priority);
          return Verdict.ENTERED;
        }
      } else if (line.ahead(waiter.priority) >= reach) {
        return Verdict.HOPELESS;
      } else if (untilNanos - waiter.joinedNanos <= 0) {
        return Occupancy.waiting(now) < places ? Verdict.TIMED_OUT : Verdict.ROOM_FULL;
      } else if (Occupancy.waiting(now) >= places) {
        return takeAnothersPlace(waiter) ? Verdict.WAITING : Verdict.ROOM_FULL;
      } else if (occupancy.compareAndSet(now, now + ONE_WAITING)) {
        return Verdict.WAITING;
      }
    }
  }

  /** As many wait as before, so the occupancy stays what it is. */
  private boolean takeAnothersPlace(Waiter newcomer) {
    Waiter yielding = line.yieldTo(newcomer);
    if (yielding == null) {
      return false;
    }
    yielding.decide(Verdict.PREEMPTED);
    return true;
  }

  private void callNext(long nowNanos) {
    Waiter next = line.next(nowNanos);
    line.entered(next.priority);
    next.decide(Verdict.ENTERED);
  }

  private void dismissOverdue(long nowNanos) {
    Waiter overdue = line.overdue(nowNanos);
    while (overdue != null) {
      dismiss(overdue, Verdict.OVERDUE);
      overdue = line.overdue(nowNanos);
    }
  }

  /** With the lock held, about one who is no longer in line. */
  private void dismiss(Waiter waiter, Verdict verdict) {
    occupancy.addAndGet(-ONE_WAITING);
    waiter.decide(verdict);
  }
}
