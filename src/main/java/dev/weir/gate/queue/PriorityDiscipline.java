package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line for each class of priority.
 *
 * <p>A permit that comes back goes to the highest class that has fewer inside than is guaranteed to
 * it; if all have that many, to the highest of all. Where what is guaranteed is no whole number, a
 * class has the last of them in turn: with a share of 0.05 it has one of twenty permits that come
 * back, however few there are. When the room is full, a newcomer takes the place of the last one of
 * the lowest class that has more waiting than is guaranteed to it: if that class is lower than its
 * own, or if its own has less than is guaranteed. Within a class, first come is first served, or
 * callers have their turns as {@link Fairness} says.
 *
 * <p>So what one class does not use, the others borrow, and give back one call, or one place, at a
 * time. But the permits that it does not lend stay free for it, even while others wait.
 */
public final class PriorityDiscipline implements QueueDiscipline {

  /** From the highest to the lowest. */
  private final Map<Priority, PriorityClass> classes = new EnumMap<>(Priority.class);

  private final PriorityShares shares;
  private final Fairness fairness;
  private int permits;

  /** Begins with the permits of these limits; the room stays as large as it is. */
  public PriorityDiscipline(PriorityShares shares, Sharing sharing, GateLimits limits) {
    this.shares = shares;
    this.fairness = sharing.fairness();
    for (Priority priority : Priority.values()) {
      int places = shares.places(limits.waitingRoom(), priority);
      classes.put(priority, new PriorityClass(shares.of(priority), places, line()));
    }
    resized(limits.permits());
  }

  private Line line() {
    return switch (fairness) {
      case NONE -> new Waiters();
      case BY_CALLER -> new FairLine();
    };
  }

  @Override
  public void resized(int newPermits) {
    permits = newPermits;
    classes.forEach(
        (priority, each) ->
            each.guarantee(shares.of(permits, priority), shares.kept(permits, priority)));
  }

  /** With few permits, what is kept of each share may be less than one; there may be more. */
  @Override
  public boolean seesEveryPass() {
    return shares.keepPermits() || fairness == Fairness.BY_CALLER;
  }

  /** As many as it could have if no others were out, of those that are not kept for others. */
  @Override
  public int cost(Arrival arrival) {
    int keptForOthers = -of(arrival).keptPermits();
    for (PriorityClass each : classes.values()) {
      keptForOthers += each.keptPermits();
    }
    return Math.min(arrival.cost(), Math.max(1, permits - keptForOthers));
  }

  @Override
  public int spare(Arrival arrival, int free) {
    PriorityClass own = of(arrival);
    if (!own.waiters.isEmpty()) {
      return 0;
    }
    int kept = unusedPermits();
    return nextClass(free, kept) == null
        ? own.spare(free, kept)
        : Math.min(own.unusedPermits(), free);
  }

  @Override
  public int kept(int free) {
    int kept = unusedPermits();
    PriorityClass next = entitledClass(free, kept);
    boolean any = classes.values().stream().anyMatch(each -> !each.waiters.isEmpty());
    return next == null && any ? Math.max(kept, free) : kept;
  }

  private int unusedPermits() {
    int unused = 0;
    for (PriorityClass each : classes.values()) {
      unused += each.unusedPermits();
    }
    return unused;
  }

  @Override
  public void join(Waiter waiter) {
    of(waiter.arrival).waiters.add(waiter);
  }

  /** Those of other classes may have their turn before it, or after it. */
  @Override
  public int ahead(Waiter newcomer) {
    return of(newcomer.arrival).waiters.ahead(newcomer.arrival);
  }

  @Override
  public @Nullable Waiter next(int free) {
    PriorityClass next = entitledClass(free, unusedPermits());
    if (next == null) {
      return null;
    }
    int cost = costOfFirst(next);
    classes.values().forEach(each -> each.earn(cost));
    next.spend(cost);
    return next.waiters.removeFirst();
  }

  /**
   * Returns the class whose first waiter enters: that of the next class, if there are as many
   * permits as it takes; until then, one of a class that has as many that are kept for it.
   */
  private @Nullable PriorityClass entitledClass(int free, int kept) {
    PriorityClass next = nextClass(free, kept);
    if (next == null || costOfFirst(next) <= next.spare(free, kept)) {
      return next;
    }
    for (PriorityClass each : classes.values()) {
      if (!each.waiters.isEmpty() && costOfFirst(each) <= Math.min(each.unusedPermits(), free)) {
        return each;
      }
    }
    return null;
  }

  private int costOfFirst(PriorityClass each) {
    return cost(each.waiters.first().arrival);
  }

  /** Returns the class whose turn it is, of those that may have any of the free permits. */
  private @Nullable PriorityClass nextClass(int free, int kept) {
    PriorityClass highest = null;
    for (PriorityClass each : classes.values()) {
      if (!each.waiters.isEmpty() && each.spare(free, kept) > 0) {
        if (each.hasPermitComing()) {
          return each;
        }
        highest = highest == null ? each : highest;
      }
    }
    return highest;
  }

  @Override
  public boolean leave(Waiter waiter) {
    return of(waiter.arrival).waiters.remove(waiter);
  }

  @Override
  public @Nullable Waiter yieldTo(Waiter newcomer) {
    Priority priority = newcomer.arrival.priority();
    boolean entitled = of(priority).hasPlacesComing();
    for (Priority lowest : Arrays.asList(Priority.values()).reversed()) {
      boolean lower = lowest.compareTo(priority) > 0;
      if ((lower || entitled) && of(lowest).hasBorrowedPlaces()) {
        return of(lowest).waiters.removeLast();
      }
    }
    return of(priority).waiters.yieldTo(newcomer.arrival);
  }

  @Override
  public @Nullable Waiter removeAny() {
    for (PriorityClass each : classes.values()) {
      if (!each.waiters.isEmpty()) {
        return each.waiters.removeLast();
      }
    }
    return null;
  }

  @Override
  public CallerLevels callers() {
    CallerCount count = new CallerCount();
    classes.values().forEach(each -> each.waiters.count(count));
    return count.levels();
  }

  @Override
  public void entered(Arrival arrival, int permits) {
    of(arrival).inside.addAndGet(permits);
    of(arrival).waiters.entered(arrival, permits);
  }

  @Override
  public void left(Arrival arrival, int permits) {
    of(arrival).inside.addAndGet(-permits);
    of(arrival).waiters.left(arrival, permits);
  }

  private PriorityClass of(Arrival arrival) {
    return of(arrival.priority());
  }

  private PriorityClass of(Priority priority) {
    return Objects.requireNonNull(classes.get(priority));
  }
}
