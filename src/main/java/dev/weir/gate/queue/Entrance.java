package dev.weir.gate.queue;

import static dev.weir.gate.queue.Occupancy.ONE_INSIDE;
import static dev.weir.gate.queue.Occupancy.ONE_WAITING;

import dev.weir.gate.Arrival;
import dev.weir.gate.ShedReason;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides whether a newcomer enters, waits or is refused. All methods are called with the lock of
 * the {@link WaitingRoom} held.
 *
 * <p>Each decides on one picture of the occupancy, and decides again if that changed meanwhile:
 * permits that come back just before a newcomer joins an empty line are given to none, and would
 * not be missed until the next ones come back.
 */
final class Entrance {

  private final LineInForce line;
  private final LimitsInForce limits;
  private final AtomicLong occupancy;

  Entrance(LineInForce line, LimitsInForce limits, AtomicLong occupancy) {
    this.line = line;
    this.limits = limits;
    this.occupancy = occupancy;
  }

  /** Takes the permits of an arrival that does not wait. */
  long enter(Holding newcomer) {
    int cost = line.get().cost(newcomer.arrival);
    for (; ; ) {
      long now = occupancy.get();
      long after = now + cost * ONE_INSIDE;
      if (!mayEnter(newcomer.arrival, cost, now)) {
        return Entry.NONE;
      }
      if (occupancy.compareAndSet(now, after)) {
        line.entered(newcomer, cost);
        return Entry.of(cost, after);
      }
    }
  }

  /**
   * Takes up to so many more permits for an arrival that is inside, and returns how many: at most
   * as many as it could have had at once, and none if the line counts what is inside, but not this
   * one.
   */
  int enterAgain(Holding holding, int most) {
    boolean isCounted = line.isCounted(holding);
    if (line.get().seesEveryPass() && !isCounted) {
      return 0;
    }
    int bound = line.get().cost(holding.arrival.costing(1 + most)) - 1;
    for (; ; ) {
      long now = occupancy.get();
      int spare = line.get().spare(holding.arrival, Occupancy.free(now));
      int permits = Math.clamp(spare, 0, bound);
      if (occupancy.compareAndSet(now, now + permits * ONE_INSIDE)) {
        if (permits > 0) {
          line.entered(holding, permits);
        }
        return permits;
      }
    }
  }

  /** Settles a newcomer, or takes a place for it; returns whether it has one. */
  boolean hasToWait(Waiter waiter, int reach, long untilNanos, ShedReason whenOver) {
    QueueDiscipline current = line.get();
    int cost = current.cost(waiter.arrival);
    for (; ; ) {
      long now = occupancy.get();
      boolean full = Occupancy.waiting(now) >= limits.places() || !current.hasPlace(waiter.arrival);
      if (Occupancy.closed(now)) {
        return refused(waiter, ShedReason.CLOSING);
      }
      if (mayEnter(waiter.arrival, cost, now)) {
        if (occupancy.compareAndSet(now, now + cost * ONE_INSIDE)) {
          line.entered(waiter.holding, cost);
          waiter.permits = cost;
          waiter.admit();
          return false;
        }
      } else if (current.ahead(waiter) >= reach) {
        return refused(waiter, ShedReason.HOPELESS);
      } else if (untilNanos - waiter.cameNanos <= 0) {
        return refused(waiter, full ? ShedReason.ROOM_FULL : whenOver);
      } else if (full) {
        return takeAnothersPlace(waiter) || refused(waiter, ShedReason.ROOM_FULL);
      } else if (current.comesAfter(waiter, untilNanos)) {
        return refused(waiter, whenOver);
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
    return !Occupancy.closed(now) && line.get().spare(arrival, Occupancy.free(now)) >= cost;
  }

  /** As many wait as before, so the occupancy stays what it is. */
  private boolean takeAnothersPlace(Waiter newcomer) {
    Waiter yielding = line.get().yieldTo(newcomer);
    if (yielding == null) {
      return false;
    }
    yielding.shed(ShedReason.PREEMPTED);
    yielding.wake();
    return true;
  }
}
