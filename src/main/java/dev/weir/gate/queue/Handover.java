package dev.weir.gate.queue;

import static dev.weir.gate.queue.Occupancy.ONE_INSIDE;
import static dev.weir.gate.queue.Occupancy.ONE_WAITING;

import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands free permits over to those in line whose turn it is. All methods but {@link #wake} are
 * called with the lock of the {@link WaitingRoom} held.
 *
 * <p>Those that are called are settled here, and woken later without the lock: that may take longer
 * than all else. Permits that are handed over stay counted as out throughout.
 */
final class Handover {

  private final LineInForce line;
  private final AtomicLong occupancy;

  Handover(LineInForce line, AtomicLong occupancy) {
    this.line = line;
    this.occupancy = occupancy;
  }

  /**
   * Takes permits back and hands over all that are free, with or without waiters to take them.
   *
   * @return the waiters that are called, yet to be woken; each knows another
   */
  @Nullable Waiter giveBack(int permits) {
    shedOverdue();
    Waiter called = call(Occupancy.free(occupancy.get()) + permits);
    long change = change(called) - permits * ONE_INSIDE;
    if (change != 0) {
      occupancy.addAndGet(change);
    }
    admit(called);
    return called;
  }

  /** Changes the number of permits; if there are more, hands them over. */
  @Nullable Waiter resize(int permits) {
    line.get().resized(permits);
    Waiter called = call(permits - Occupancy.inside(occupancy.get()));
    long change = change(called);
    occupancy.updateAndGet(now -> Occupancy.withPermits(now, permits) + change);
    admit(called);
    return called;
  }

  /** Hands over what there is under other limits, and sheds those that have no place then. */
  @Nullable Waiter update(GateLimits limits) {
    wake(resize(Occupancy.bounded(limits.permits())));
    shedOverflow(limits.waitingRoom(), ShedReason.ROOM_FULL);
    return giveBack(0);
  }

  /** Sheds all that have stood in line for too long. */
  private void shedOverdue() {
    QueueDiscipline current = line.get();
    for (Waiter next = current.overdue(); next != null; next = current.overdue()) {
      shed(next, ShedReason.STANDING_LINE);
    }
  }

  /** Sheds those that have no place in a room of so many. */
  void shedOverflow(int places, ShedReason reason) {
    QueueDiscipline current = line.get();
    for (Waiter next = current.overflow(places); next != null; next = current.overflow(places)) {
      shed(next, reason);
    }
  }

  /** Sheds one that is no longer in line. */
  void shed(Waiter waiter, ShedReason reason) {
    occupancy.addAndGet(-ONE_WAITING);
    waiter.shed(reason);
    waiter.wake();
  }

  /** Wakes all that were called at one moment. */
  static void wake(@Nullable Waiter called) {
    for (Waiter each = called; each != null; each = each.calledBefore) {
      each.wake();
    }
  }

  /** Takes out of line all that may have some of so many free permits. */
  private @Nullable Waiter call(int free) {
    QueueDiscipline current = line.get();
    Waiter called = null;
    int left = free;
    for (Waiter next = current.next(left); next != null; next = current.next(left)) {
      next.permits = current.cost(next.arrival);
      line.entered(next.holding, next.permits);
      left -= next.permits;
      next.calledBefore = called;
      called = next;
    }
    return called;
  }

  private static long change(@Nullable Waiter called) {
    long change = 0;
    for (Waiter each = called; each != null; each = each.calledBefore) {
      change += each.permits * ONE_INSIDE - ONE_WAITING;
    }
    return change;
  }

  private static void admit(@Nullable Waiter called) {
    for (Waiter each = called; each != null; each = each.calledBefore) {
      each.admit();
    }
  }
}
