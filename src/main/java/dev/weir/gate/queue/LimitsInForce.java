package dev.weir.gate.queue;

import static dev.weir.gate.queue.Occupancy.LOCKED;

import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits in force at a {@link QueueingSemaphore}, and pictures of its occupancy within them.
 * The holder of the {@link WaitingRoom}'s lock changes them; any thread reads them.
 */
final class LimitsInForce {

  private final AtomicLong occupancy;

  /** How many changes have begun or ended: while one is under way, their number is odd. */
  private final AtomicInteger changes = new AtomicInteger();

  private volatile GateLimits limits;

  /** The most permits that may be out; more than there are, after there came to be fewer. */
  private volatile int mostInside;

  /** Whether a newcomer is behind all that wait. */
  private volatile boolean placesAreKept;

  LimitsInForce(GateLimits limits, AtomicLong occupancy) {
    this.limits = limits;
    this.occupancy = occupancy;
    this.mostInside = Occupancy.permits(occupancy.get());
  }

  GateLimits limits() {
    return limits;
  }

  boolean placesAreKept() {
    return placesAreKept;
  }

  /** Says whether a newcomer is behind all that wait; while the limits {@link #change}. */
  void keepPlaces(boolean areKept) {
    placesAreKept = areKept;
  }

  int places() {
    return Occupancy.bounded(limits.waitingRoom());
  }

  /** Returns the number of changes, for {@link #areSame}. */
  int changes() {
    return changes.get();
  }

  /**
   * Returns whether nothing has changed since there were so many changes, and nothing is about to.
   */
  boolean areSame(int changesBefore) {
    return changesBefore % 2 == 0 && changes.get() == changesBefore;
  }

  /** Puts other limits in force, and does meanwhile what they call for; with the lock held. */
  <T> T change(GateLimits newLimits, Supplier<T> what) {
    changes.incrementAndGet();
    T result = what.get();
    mostInside = Math.max(Occupancy.bounded(newLimits.permits()), leastBound());
    limits = newLimits;
    changes.incrementAndGet();
    return result;
  }

  /**
   * What came back since there came to be fewer permits does not go out again. Until there are
   * fewer in the occupancy, others may enter without the lock.
   */
  private int leastBound() {
    return Math.min(mostInside, Occupancy.inside(occupancy.get()));
  }

  /** Returns a picture; or null where only the holder of the lock can make one. */
  @Nullable GateLevels glance() {
    int changesBefore = changes.get();
    GateLimits current = limits;
    long now = occupancy.get();
    int free = Occupancy.free(now);
    boolean isPlain =
        (now & LOCKED) == 0 && (free == 0 || (free > 0 && Occupancy.waiting(now) == 0));
    boolean isDrained = mostInside <= Occupancy.permits(now);
    return isPlain && isDrained && areSame(changesBefore) ? picture(current, now, 0, 0) : null;
  }

  /** Returns a picture; with the lock held. */
  GateLevels look(QueueDiscipline line) {
    long now = occupancy.get();
    int permits = Occupancy.permits(now);
    mostInside = Math.max(permits, Math.min(mostInside, Occupancy.inside(now)));
    return picture(limits, now, line.kept(Occupancy.free(now)), mostInside - permits);
  }

  private static GateLevels picture(GateLimits limits, long now, int kept, int surplus) {
    int inside = Occupancy.inside(now);
    return new GateLevels(limits, inside, Occupancy.waiting(now), kept, surplus);
  }
}
