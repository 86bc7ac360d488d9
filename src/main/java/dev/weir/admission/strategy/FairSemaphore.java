package dev.weir.admission.strategy;

import static dev.weir.admission.strategy.Occupancy.CLOSED;
import static dev.weir.admission.strategy.Occupancy.ONE_INSIDE;
import static dev.weir.admission.strategy.Occupancy.ONE_WAITING;
import static dev.weir.admission.strategy.Occupancy.closed;
import static dev.weir.admission.strategy.Occupancy.inside;
import static dev.weir.admission.strategy.Occupancy.waiting;

import dev.weir.admission.GateLevels;
import dev.weir.admission.GateLimits;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A fair semaphore whose line is bounded, timed, and can be closed.
 *
 * <p>It is exact: never more than {@code permits} are out, never more than {@code waitingRoom}
 * wait, and nobody overtakes one who waits. A permit that comes back is handed to the head of the
 * line, so it is never free while somebody waits.
 *
 * <p>{@code java.util.concurrent.Semaphore} is not enough here: its plain {@code tryAcquire}
 * barges, the length of its queue is an estimate, and those who wait can't be told why they are
 * woken.
 */
final class FairSemaphore {

  /** What became of one who came for a permit. */
  enum Verdict {
    WAITING(ONE_WAITING),
    ENTERED(ONE_INSIDE),
    ROOM_FULL(0),
    TIMED_OUT(0),
    CLOSED(0),
    INTERRUPTED(0);

    /** What it adds to the occupancy when it is given at the door. */
    private final long addition;

    Verdict(long addition) {
      this.addition = addition;
    }
  }

  /*
   * While nobody waits, anybody changes the occupancy by compare-and-set. From the moment that
   * somebody waits, only the holder of the lock changes it: enter and release see a waiter in the
   * word that they are about to replace, and go for the lock. So the line and the count of those who
   * wait agree whenever the lock is free.
   */
  private final AtomicLong occupancy = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashSet<Waiter> line = new LinkedHashSet<>();

  private final GateLimits limits;
  private final LongSupplier nanoTime;

  /** Keeps the first two limits; how long one may wait is said with every wait. */
  FairSemaphore(GateLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** Takes a permit if that needs no waiting and passes by nobody. */
  boolean tryAcquire() {
    long now = occupancy.get();
    while (hasPermitFor(now)) {
      if (occupancy.compareAndSet(now, now + ONE_INSIDE)) {
        return true;
      }
      now = occupancy.get();
    }
    return false;
  }

  /**
   * Takes a permit, waiting for it until a moment on the clock. If the thread is interrupted while
   * it waits, it takes none, and its interrupt flag is set on return.
   *
   * @return any verdict but {@link Verdict#WAITING}; only {@link Verdict#ENTERED} holds a permit
   */
  Verdict acquire(long untilNanos) {
    Waiter waiter = new Waiter(Thread.currentThread());
    join(waiter, untilNanos);
    if (waiter.verdict != Verdict.WAITING) {
      return waiter.verdict;
    }
    while (waiter.verdict == Verdict.WAITING && !waiter.thread.isInterrupted()) {
      long leftNanos = untilNanos - nanoTime.getAsLong();
      if (leftNanos > 0) {
        LockSupport.parkNanos(this, leftNanos);
      } else {
        leave(waiter, Verdict.TIMED_OUT);
      }
    }
    return Thread.interrupted() ? interrupted(waiter) : waiter.verdict;
  }

  /** Gives a permit back: to the head of the line, or, if nobody waits, to whoever comes next. */
  void release() {
    for (; ; ) {
      long now = occupancy.get();
      if (waiting(now) == 0) {
        if (occupancy.compareAndSet(now, now - ONE_INSIDE)) {
          return;
        }
      } else if (handOver()) {
        return;
      }
    }
  }

  /** Lets nobody in any more and wakes all who wait with {@link Verdict#CLOSED}. */
  void close() {
    lock.lock();
    try {
      occupancy.updateAndGet(now -> now | CLOSED);
      while (!line.isEmpty()) {
        callHead(Verdict.CLOSED);
      }
    } finally {
      lock.unlock();
    }
  }

  GateLevels levels() {
    long now = occupancy.get();
    return new GateLevels(limits, inside(now), waiting(now));
  }

  private boolean hasPermitFor(long now) {
    return waiting(now) == 0 && inside(now) < limits.permits() && !closed(now);
  }

  /**
   * Decides on one picture of the occupancy, and decides again if that changed meanwhile: a permit
   * that comes back just before somebody joins an empty line is not given to anybody, and would not
   * be missed until the next one comes back.
   */
  private void join(Waiter waiter, long untilNanos) {
    lock.lock();
    try {
      long now;
      do {
        now = occupancy.get();
        waiter.verdict = verdictAtTheDoor(now, untilNanos);
      } while (!occupancy.compareAndSet(now, now + waiter.verdict.addition));
      if (waiter.verdict == Verdict.WAITING) {
        line.addLast(waiter);
      }
    } finally {
      lock.unlock();
    }
  }

  private Verdict verdictAtTheDoor(long now, long untilNanos) {
    if (closed(now)) {
      return Verdict.CLOSED;
    }
    if (hasPermitFor(now)) {
      return Verdict.ENTERED;
    }
    if (waiting(now) >= limits.waitingRoom()) {
      return Verdict.ROOM_FULL;
    }
    return untilNanos - nanoTime.getAsLong() > 0 ? Verdict.WAITING : Verdict.TIMED_OUT;
  }

  private boolean handOver() {
    lock.lock();
    try {
      // Between the look at the occupancy and the lock, the last who waited may have left.
      if (line.isEmpty()) {
        return false;
      }
      callHead(Verdict.ENTERED);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** With the lock held: the permit that is handed over stays counted as inside throughout. */
  private void callHead(Verdict verdict) {
    Waiter head = line.removeFirst();
    occupancy.addAndGet(-ONE_WAITING);
    head.verdict = verdict;
    LockSupport.unpark(head.thread);
  }

  /** Leaves the line, unless {@link #callHead} was faster: then its verdict stands. */
  private void leave(Waiter waiter, Verdict verdict) {
    lock.lock();
    try {
      if (line.remove(waiter)) {
        occupancy.addAndGet(-ONE_WAITING);
        waiter.verdict = verdict;
      }
    } finally {
      lock.unlock();
    }
  }

  private Verdict interrupted(Waiter waiter) {
    leave(waiter, Verdict.INTERRUPTED);
    if (waiter.verdict == Verdict.ENTERED) {
      release();
    }
    waiter.thread.interrupt();
    return Verdict.INTERRUPTED;
  }

  /** One who waits; its verdict changes once, with the lock held. */
  private static final class Waiter {
    final Thread thread;
    volatile Verdict verdict = Verdict.WAITING;

    Waiter(Thread thread) {
      this.thread = thread;
    }
  }
}
