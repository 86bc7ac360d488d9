package dev.weir.admission.strategy;

import static dev.weir.admission.strategy.Occupancy.CLOSED;
import static dev.weir.admission.strategy.Occupancy.ONE_INSIDE;
import static dev.weir.admission.strategy.Occupancy.ONE_WAITING;
import static dev.weir.admission.strategy.Occupancy.hasPermit;
import static dev.weir.admission.strategy.Occupancy.letIn;

import dev.weir.admission.Arrival.Priority;
import dev.weir.admission.GateLevels;
import dev.weir.admission.GateLimits;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A semaphore whose line is bounded, timed, can be closed, and has a discipline of its own.
 *
 * <p>It is exact: nobody enters while {@code permits} or more are out, never more than {@code
 * waitingRoom} wait, and nobody passes by those who wait but where the {@link Line} says so. A
 * permit that comes back is handed to the one whose turn it is, so it is never free while somebody
 * waits. The number of permits may change at any time: fewer take effect as they come back, and
 * nobody is held up by the change.
 *
 * <p>{@code java.util.concurrent.Semaphore} is not enough here: its plain {@code tryAcquire}
 * barges, the length of its queue is an estimate, and those who wait can't be told why they are
 * woken.
 */
final class LineSemaphore {

  /** No occupancy: there is always a permit in force. */
  static final long NOT_ENTERED = 0;

  /*
   * While nobody waits, anybody changes the occupancy by compare-and-set. From the moment that
   * somebody waits, only the holder of the lock changes it: enter and release see a waiter in the
   * word that they are about to replace, and go for the lock. So the line and the count of those who
   * wait agree whenever the lock is free.
   */
  private final AtomicLong occupancy;
  private final ReentrantLock lock = new ReentrantLock();
  private final Line line;

  private final GateLimits limits;
  private final LongSupplier nanoTime;

  /** Begins with the permits of these limits; how long one may wait is said with every wait. */
  LineSemaphore(GateLimits limits, Line line, LongSupplier nanoTime) {
    this.limits = limits;
    this.line = line;
    this.nanoTime = nanoTime;
    this.occupancy = new AtomicLong(Occupancy.of(limits.permits()));
  }

  /** Takes a permit if that needs no waiting and passes by nobody. */
  boolean tryAcquire(Priority priority) {
    return enter(priority) != NOT_ENTERED;
  }

  /**
   * Does the same, and returns the {@link Occupancy} of that moment: to ask for it later would take
   * as long as the permit, while many come and go. {@link #NOT_ENTERED} if it took none.
   */
  long enter(Priority priority) {
    long now = occupancy.get();
    while (hasPermit(now)) {
      if (occupancy.compareAndSet(now, now + ONE_INSIDE)) {
        line.entered(priority);
        return now + ONE_INSIDE;
      }
      now = occupancy.get();
    }
    return NOT_ENTERED;
  }

  /**
   * Takes a permit, waiting for it until a moment on the clock. If the thread is interrupted while
   * it waits, it takes none, and its interrupt flag is set on return.
   *
   * @param reach how many may be in line ahead of it; if there are more, it does not join them
   * @return any verdict but {@link Verdict#WAITING}; only {@link Verdict#ENTERED} holds a permit
   */
  Verdict acquire(Priority priority, long untilNanos, int reach) {
    Verdict fromOutside = fromOutside(reach);
    if (fromOutside != Verdict.WAITING) {
      return fromOutside;
    }
    Waiter waiter = new Waiter(priority, nanoTime.getAsLong());
    Verdict atTheDoor = join(waiter, untilNanos, reach);
    return atTheDoor == Verdict.WAITING ? await(waiter, untilNanos) : atTheDoor;
  }

  /** Gives a permit back: to the one whose turn it is, or, if nobody waits, to whoever comes. */
  void release(Priority priority) {
    line.left(priority);
    long now = occupancy.get();
    while (Occupancy.waiting(now) == 0) {
      if (occupancy.compareAndSet(now, now - ONE_INSIDE)) {
        return;
      }
      now = occupancy.get();
    }
    handOver();
  }

  /** Changes the number of permits; if there are more, those whose turn it is enter at once. */
  void resize(int permits) {
    lock.lock();
    try {
      int waitingBefore = waiting();
      long after = occupancy.updateAndGet(now -> letIn(Occupancy.withPermits(now, permits)));
      for (int called = Occupancy.waiting(after); called < waitingBefore; called++) {
        callNext(nanoTime.getAsLong());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in any more and wakes all who wait with {@link Verdict#CLOSED}. */
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

  int permits() {
    return Occupancy.permits(occupancy.get());
  }

  int inside() {
    return Occupancy.inside(occupancy.get());
  }

  int waiting() {
    return Occupancy.waiting(occupancy.get());
  }

  GateLevels levels() {
    long now = occupancy.get();
    int permits = Occupancy.permits(now);
    GateLimits inForce = permits == limits.permits() ? limits : limits.withPermits(permits);
    return new GateLevels(inForce, Occupancy.inside(now), Occupancy.waiting(now));
  }

  /**
   * Refuses without the lock where one look is enough, so that a crowd that is turned away does not
   * hold up those who hand over their permits; {@link Verdict#WAITING} if it takes another look.
   */
  private Verdict fromOutside(int reach) {
    long now = occupancy.get();
    if (!line.placesAreKept() || hasPermit(now) || Occupancy.closed(now)) {
      return Verdict.WAITING;
    }
    if (Occupancy.waiting(now) >= reach) {
      return Verdict.HOPELESS;
    }
    return Occupancy.waiting(now) >= limits.waitingRoom() ? Verdict.ROOM_FULL : Verdict.WAITING;
  }

  private Verdict await(Waiter waiter, long untilNanos) {
    Verdict awaited =
        waiter.await(untilNanos, nanoTime, Verdict.TIMED_OUT, verdict -> leave(waiter, verdict));
    if (!Thread.currentThread().isInterrupted()) {
      return awaited;
    }
    if (awaited == Verdict.ENTERED) {
      release(waiter.priority);
    }
    return Verdict.INTERRUPTED;
  }

  /** Decides at the door: about this one, and about those who have to make room first. */
  private Verdict join(Waiter waiter, long untilNanos, int reach) {
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
        return Occupancy.waiting(now) < limits.waitingRoom()
            ? Verdict.TIMED_OUT
            : Verdict.ROOM_FULL;
      } else if (Occupancy.waiting(now) >= limits.waitingRoom()) {
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

  /**
   * With or without somebody to take it: between the look at the occupancy and the lock, all who
   * waited may have left. A permit that is handed over stays counted as inside throughout.
   */
  private void handOver() {
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

  /** Leaves the line, unless somebody was faster to decide: then that verdict stands. */
  private void leave(Waiter waiter, Verdict verdict) {
    lock.lock();
    try {
      if (line.leave(waiter)) {
        dismiss(waiter, verdict);
      }
    } finally {
      lock.unlock();
    }
  }
}
