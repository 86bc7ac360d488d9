package dev.weir.gate.queue;

import static dev.weir.gate.queue.Occupancy.CLOSED;
import static dev.weir.gate.queue.Occupancy.ONE_INSIDE;
import static dev.weir.gate.queue.Occupancy.ONE_WAITING;

import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.ShedReason;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where arrivals wait that find no permit at a {@link QueueingSemaphore}: they join the line, are
 * called from it, or leave it. All of that happens with one lock held, and while any of them waits,
 * nothing else changes the semaphore's occupancy.
 *
 * <p>Whatever changes the line may leave at its head an arrival that takes fewer permits than the
 * one before: so after each change the free permits are handed over.
 */
final class WaitingRoom {

  private final LimitsInForce limits;
  private final QueueDiscipline line;
  private final AtomicLong occupancy;
  private final Handover handover;
  private final ReentrantLock lock = new ReentrantLock();

  /** Shares the occupancy with the semaphore, which changes it while none waits. */
  WaitingRoom(LimitsInForce limits, QueueDiscipline line, AtomicLong occupancy) {
    this.limits = limits;
    this.line = line;
    this.occupancy = occupancy;
    this.handover = new Handover(line, occupancy);
    line.resized(Occupancy.permits(occupancy.get()));
  }

  /** Takes the permits of an arrival that does not wait; for a line that sees every pass. */
  long enter(Arrival arrival) {
    Waiter called;
    long entry;
    lock.lock();
    try {
      long now = occupancy.get();
      int cost = line.cost(arrival);
      if (!mayEnter(arrival, cost, now)) {
        return Entry.NONE;
      }
      line.entered(arrival, cost);
      entry = Entry.of(cost, occupancy.addAndGet(cost * ONE_INSIDE));
      called = callNext(now);
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
    return entry;
  }

  /** Takes up to so many more permits for an arrival that is inside, and returns how many. */
  int enterAgain(Arrival arrival, int most) {
    Waiter called;
    int permits;
    lock.lock();
    try {
      long now;
      do {
        now = occupancy.get();
        permits = Math.clamp(line.spare(arrival, Occupancy.free(now)), 0, most);
      } while (!occupancy.compareAndSet(now, now + permits * ONE_INSIDE));
      if (permits > 0) {
        line.entered(arrival, permits);
      }
      called = callNext(now);
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
    return permits;
  }

  /** Those that wait may have another order once one has entered that did not wait. */
  private @Nullable Waiter callNext(long before) {
    return Occupancy.waiting(before) == 0 ? null : handover.giveBack(0);
  }

  /** Takes permits back; for a line that sees every pass. */
  void giveBack(Arrival arrival, int permits) {
    Waiter called;
    lock.lock();
    try {
      line.left(arrival, permits);
      called = handover.giveBack(permits);
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
  }

  /**
   * Takes permits back, with or without a waiter to take them: between the look at the occupancy
   * and the lock, all that waited may have left.
   */
  void handOver(int permits) {
    Waiter called;
    lock.lock();
    try {
      called = handover.giveBack(permits);
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
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
    Waiter called;
    lock.lock();
    try {
      handover.shedOverdue();
      if (hasToWait(waiter, reach, untilNanos, whenOver)) {
        line.join(waiter);
      }
      called = handover.giveBack(0);
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
    return !waiter.isSettled();
  }

  /** Sheds one that is in line; if another thread has settled it meanwhile, that stands. */
  void leave(Waiter waiter, ShedReason reason) {
    Waiter called = null;
    lock.lock();
    try {
      if (line.leave(waiter)) {
        handover.shed(waiter, reason);
        called = handover.giveBack(0);
      }
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
  }

  /** Changes the number of permits, and calls waiters, if there are more. */
  void resize(int permits) {
    Waiter called;
    lock.lock();
    try {
      GateLimits resized = limits.limits().withPermits(permits);
      called = limits.change(resized, () -> handover.resize(Occupancy.bounded(permits)));
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
  }

  /**
   * Puts other bounds in force: calls waiters, if there are more permits, and then sheds those that
   * have no place any more.
   */
  void rebound(GateLimits newLimits, List<Partition> partitions) {
    Waiter called;
    Waiter calledNext;
    lock.lock();
    try {
      line.rebounded(newLimits.waitingRoom(), partitions);
      called = limits.change(newLimits, () -> callAndShed(newLimits));
      calledNext = handover.giveBack(0);
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
    Handover.wake(calledNext);
  }

  private @Nullable Waiter callAndShed(GateLimits newLimits) {
    Waiter called = handover.resize(Occupancy.bounded(newLimits.permits()));
    handover.shedOverflow(newLimits.waitingRoom(), ShedReason.ROOM_FULL);
    return called;
  }

  /** Sheds all that wait, and all that come from now on: {@link ShedReason#CLOSING}. */
  void close() {
    lock.lock();
    try {
      occupancy.updateAndGet(now -> now | CLOSED);
      handover.shedOverflow(0, ShedReason.CLOSING);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Decides on one picture of the occupancy, and decides again if that changed meanwhile: permits
   * that come back just before a newcomer joins an empty line are given to none, and would not be
   * missed until the next ones come back.
   */
  private boolean hasToWait(Waiter waiter, int reach, long untilNanos, ShedReason whenOver) {
    int cost = line.cost(waiter.arrival);
    for (; ; ) {
      long now = occupancy.get();
      boolean full = Occupancy.waiting(now) >= limits.places() || !line.hasPlace(waiter.arrival);
      if (Occupancy.closed(now)) {
        return refused(waiter, ShedReason.CLOSING);
      }
      if (mayEnter(waiter.arrival, cost, now)) {
        if (occupancy.compareAndSet(now, now + cost * ONE_INSIDE)) {
          line.entered(waiter.arrival, cost);
          waiter.permits = cost;
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

  private boolean mayEnter(Arrival arrival, int cost, long now) {
    return !Occupancy.closed(now) && line.spare(arrival, Occupancy.free(now)) >= cost;
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
}
