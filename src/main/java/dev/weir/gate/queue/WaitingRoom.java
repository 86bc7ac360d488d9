package dev.weir.gate.queue;

import static dev.weir.gate.queue.Occupancy.CLOSED;
import static dev.weir.gate.queue.Occupancy.ONE_INSIDE;
import static dev.weir.gate.queue.Occupancy.ONE_WAITING;

import dev.weir.gate.Arrival;
import dev.weir.gate.ShedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where arrivals wait that find no permit at a {@link QueueingSemaphore}: they join the line, are
 * called from it, or leave it. All of that happens with one lock held, and while any of them waits,
 * nothing else changes the semaphore's occupancy.
 */
final class WaitingRoom {

  private final int places;
  private final QueueDiscipline line;
  private final AtomicLong occupancy;
  private final ReentrantLock lock = new ReentrantLock();

  /** Shares the occupancy with the semaphore, which changes it while none waits. */
  WaitingRoom(int places, QueueDiscipline line, AtomicLong occupancy) {
    this.places = places;
    this.line = line;
    this.occupancy = occupancy;
  }

  /** Takes a permit for one that does not wait; for a line that sees every pass. */
  long enter(Arrival arrival) {
    lock.lock();
    try {
      boolean enters = mayEnter(arrival, occupancy.get());
      return enters ? entered(arrival) : QueueingSemaphore.NOT_ENTERED;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a permit back; for a line that sees every pass. */
  void giveBack(Arrival arrival) {
    Waiter called;
    lock.lock();
    try {
      line.left(arrival);
      called = takeBack();
    } finally {
      lock.unlock();
    }
    wake(called);
  }

  /** Makes a picture of the line, which does not change meanwhile. */
  <T> T look(Function<QueueDiscipline, T> picture) {
    lock.lock();
    try {
      return picture.apply(line);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Settles a newcomer, or puts it in line; before that it sheds those that have to make room.
   *
   * @return whether it is in line
   */
  boolean join(Waiter waiter, int reach, long untilNanos, ShedReason whenOver) {
    lock.lock();
    try {
      shedOverdue();
      boolean waits = hasToWait(waiter, reach, untilNanos, whenOver);
      if (waits) {
        line.join(waiter);
      }
      return waits;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives a permit back, with or without a waiter to take it: between the look at the occupancy and
   * the lock, all that waited may have left. A permit that is handed over stays counted as inside
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

  /** Sheds one that is in line; if another thread has settled it meanwhile, that stands. */
  void leave(Waiter waiter, ShedReason reason) {
    lock.lock();
    try {
      if (line.leave(waiter)) {
        shed(waiter, reason);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Changes the number of permits, and calls waiters, if there are more. */
  void resize(int permits) {
    lock.lock();
    try {
      line.resized(permits);
      List<Waiter> entering = takeOut(permits - Occupancy.inside(occupancy.get()));
      long change = entering.size() * (ONE_INSIDE - ONE_WAITING);
      occupancy.updateAndGet(now -> Occupancy.withPermits(now, permits) + change);
      entering.forEach(Waiter::admit);
      entering.forEach(Waiter::wake);
    } finally {
      lock.unlock();
    }
  }

  /** With the lock held: takes out of line all that may have one of so many free permits. */
  private List<Waiter> takeOut(int free) {
    List<Waiter> entering = new ArrayList<>();
    Waiter next = line.next(free);
    while (next != null) {
      line.entered(next.arrival);
      entering.add(next);
      next = line.next(free - entering.size());
    }
    return entering;
  }

  /** Sheds all that wait, and all that come from now on: {@link ShedReason#CLOSING}. */
  void close() {
    lock.lock();
    try {
      occupancy.updateAndGet(now -> now | CLOSED);
      Waiter next = line.next(Integer.MAX_VALUE);
      while (next != null) {
        line.entered(next.arrival);
        line.left(next.arrival);
        shed(next, ShedReason.CLOSING);
        next = line.next(Integer.MAX_VALUE);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Decides on one picture of the occupancy, and decides again if that changed meanwhile: a permit
   * that comes back just before a newcomer joins an empty line is given to none, and would not be
   * missed until the next one comes back.
   */
  private boolean hasToWait(Waiter waiter, int reach, long untilNanos, ShedReason whenOver) {
    for (; ; ) {
      long now = occupancy.get();
      boolean full = Occupancy.waiting(now) >= places;
      if (Occupancy.closed(now)) {
        return refused(waiter, ShedReason.CLOSING);
      }
      if (mayEnter(waiter.arrival, now)) {
        if (occupancy.compareAndSet(now, now + ONE_INSIDE)) {
          line.entered(waiter.arrival);
          waiter.admit();
          return false;
        }
      } else if (line.ahead(waiter) >= reach) {
        return refused(waiter, ShedReason.HOPELESS);
      } else if (untilNanos - waiter.cameNanos <= 0) {
        return refused(waiter, full ? ShedReason.ROOM_FULL : whenOver);
      } else if (full) {
        return takeAnothersPlace(waiter) || refused(waiter, ShedReason.ROOM_FULL);
      } else if (occupancy.compareAndSet(now, now + ONE_WAITING)) {
        return true;
      }
    }
  }

  private static boolean refused(Waiter waiter, ShedReason reason) {
    waiter.shed(reason);
    return false;
  }

  /** With the lock held: where none are kept, no permit is free while any waits. */
  private boolean mayEnter(Arrival arrival, long now) {
    return !Occupancy.closed(now) && line.mayEnter(arrival, Occupancy.free(now));
  }

  private long entered(Arrival arrival) {
    line.entered(arrival);
    return occupancy.addAndGet(ONE_INSIDE);
  }

  /** As many wait as before, so the occupancy stays what it is. */
  private boolean takeAnothersPlace(Waiter newcomer) {
    Waiter yielding = line.yieldTo(newcomer);
    if (yielding == null) {
      return false;
    }
    yielding.shed(ShedReason.PREEMPTED);
    yielding.wake();
    return true;
  }

  /** Returns the waiter that takes it, yet to be woken: that may take longer than all else here. */
  private @Nullable Waiter takeBack() {
    lock.lock();
    try {
      shedOverdue();
      Waiter next = line.next(Occupancy.free(occupancy.get()) + 1);
      if (next == null) {
        occupancy.addAndGet(-ONE_INSIDE);
        return null;
      }
      occupancy.addAndGet(-ONE_WAITING);
      line.entered(next.arrival);
      next.admit();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void shedOverdue() {
    Waiter overdue = line.overdue();
    while (overdue != null) {
      shed(overdue, ShedReason.STANDING_LINE);
      overdue = line.overdue();
    }
  }

  /** With the lock held, of one that is no longer in line. */
  private void shed(Waiter waiter, ShedReason reason) {
    occupancy.addAndGet(-ONE_WAITING);
    waiter.shed(reason);
    waiter.wake();
  }
}
