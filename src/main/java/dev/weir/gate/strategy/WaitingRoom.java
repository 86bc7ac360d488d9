package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.Occupancy.CLOSED;
import static dev.weir.gate.strategy.Occupancy.ONE_INSIDE;
import static dev.weir.gate.strategy.Occupancy.ONE_WAITING;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where those wait whom a {@link QueueingSemaphore} has no permit for: who joins the line, who is
 * called from it, who leaves it. All of that happens with one lock held, and while somebody waits,
 * nobody else changes the semaphore's occupancy.
 */
final class WaitingRoom {

  private final int places;
  private final QueueDiscipline line;
  private final AtomicLong occupancy;
  private final ReentrantLock lock = new ReentrantLock();

  /** Shares the occupancy with the semaphore, which changes it while nobody waits. */
  WaitingRoom(int places, QueueDiscipline line, AtomicLong occupancy) {
    this.places = places;
    this.line = line;
    this.occupancy = occupancy;
  }

  /** Takes a permit for one that does not wait; for a line that keeps permits. */
  long enter(Priority priority) {
    lock.lock();
    try {
      boolean enters = mayEnter(priority, occupancy.get());
      return enters ? entered(priority) : QueueingSemaphore.NOT_ENTERED;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a permit back; for a line that keeps permits. */
  void giveBack(Priority priority) {
    Waiter called;
    lock.lock();
    try {
      line.left(priority);
      called = takeBack();
    } finally {
      lock.unlock();
    }
    wake(called);
  }

  /** Makes a picture of a line that keeps permits, with how many these are. */
  GateLevels levels(IntFunction<GateLevels> levels) {
    lock.lock();
    try {
      return levels.apply(line.kept());
    } finally {
      lock.unlock();
    }
  }

  /** Decides at the door: about this one, and about those who have to make room first. */
  Verdict join(Waiter waiter, long untilNanos, int reach) {
    lock.lock();
    try {
      dismissOverdue();
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
    wake(takeBack());
  }

  private static void wake(@Nullable Waiter called) {
    if (called != null) {
      called.wake();
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
      List<Waiter> entering = takeOut(permits - Occupancy.inside(occupancy.get()));
      long change = entering.size() * (ONE_INSIDE - ONE_WAITING);
      occupancy.updateAndGet(now -> Occupancy.withPermits(now, permits) + change);
      entering.forEach(waiter -> waiter.decide(Verdict.ENTERED));
    } finally {
      lock.unlock();
    }
  }

  /** With the lock held: takes those out of line for whom there are so many free permits. */
  private List<Waiter> takeOut(int free) {
    List<Waiter> entering = new ArrayList<>();
    Waiter next = line.next(free);
    while (next != null) {
      line.entered(next.priority);
      entering.add(next);
      next = line.next(free - entering.size());
    }
    return entering;
  }

  /** Wakes all who wait with {@link Verdict#CLOSED}, and whoever comes from now on is told so. */
  void close() {
    lock.lock();
    try {
      occupancy.updateAndGet(now -> now | CLOSED);
      Waiter next = line.next(Integer.MAX_VALUE);
      while (next != null) {
        dismiss(next, Verdict.CLOSED);
        next = line.next(Integer.MAX_VALUE);
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
      if (mayEnter(waiter.priority, now)) {
        if (occupancy.compareAndSet(now, now + ONE_INSIDE)) {
          line.entered(waiter.priority);
          return Verdict.ENTERED;
        }
      } else if (line.aheadOf(waiter) >= reach) {
        return Verdict.HOPELESS;
      } else if (untilNanos - waiter.cameNanos <= 0) {
        return Occupancy.waiting(now) < places ? Verdict.TIMED_OUT : Verdict.ROOM_FULL;
      } else if (Occupancy.waiting(now) >= places) {
        return takeAnothersPlace(waiter) ? Verdict.WAITING : Verdict.ROOM_FULL;
      } else if (occupancy.compareAndSet(now, now + ONE_WAITING)) {
        return Verdict.WAITING;
      }
    }
  }

  /** With the lock held: where none are kept, no permit is free while somebody waits. */
  private boolean mayEnter(Priority priority, long now) {
    return !Occupancy.closed(now) && line.mayEnter(priority, Occupancy.free(now));
  }

  private long entered(Priority priority) {
    line.entered(priority);
    return occupancy.addAndGet(ONE_INSIDE);
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

  /** Returns the one who takes it, yet to be woken: that may take longer than all else here. */
  private @Nullable Waiter takeBack() {
    lock.lock();
    try {
      dismissOverdue();
      Waiter next = line.next(Occupancy.free(occupancy.get()) + 1);
      if (next == null) {
        occupancy.addAndGet(-ONE_INSIDE);
        return null;
      }
      occupancy.addAndGet(-ONE_WAITING);
      line.entered(next.priority);
      next.settle(Verdict.ENTERED);
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void dismissOverdue() {
    Waiter overdue = line.overdue();
    while (overdue != null) {
      dismiss(overdue, Verdict.OVERDUE);
      overdue = line.overdue();
    }
  }

  /** With the lock held, about one who is no longer in line. */
  private void dismiss(Waiter waiter, Verdict verdict) {
    occupancy.addAndGet(-ONE_WAITING);
    waiter.decide(verdict);
  }
}
