package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Sharing;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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

  private static final List<Priority> LOWEST_FIRST = Arrays.asList(Priority.values()).reversed();

  /** From the highest to the lowest. */
  private final Map<Priority, PriorityClass> classes = new EnumMap<>(Priority.class);

  private final PriorityTurns turns = new PriorityTurns(classes.values(), this::cost);
  private final PriorityShares shares;
  private final Parts parts;
  private int permits;

  /** Begins with the permits and the room of these limits. */
  public PriorityDiscipline(PriorityShares shares, Sharing sharing, GateLimits limits) {
    this.shares = shares;
    this.parts = new Parts(sharing.partitions());
    for (Priority priority : Priority.values()) {
      PartitionedLine line = new PartitionedLine(parts, sharing.fairness(), Waiters::new);
      classes.put(priority, new PriorityClass(shares.of(priority), line));
    }
    resized(limits.permits());
    rebounded(limits.waitingRoom(), sharing.partitions());
  }

  @Override
  public void resized(int newPermits) {
    permits = newPermits;
    parts.resized(newPermits);
    classes.forEach(
        (priority, each) ->
            each.guarantee(shares.of(permits, priority), shares.kept(permits, priority)));
  }

  @Override
  public void rebounded(int places, List<Partition> partitions) {
    parts.rebounded(partitions);
    classes.forEach((priority, each) -> each.guaranteePlaces(shares.places(places, priority)));
  }

  /** It counts the permits of each class. */
  @Override
  public boolean seesEveryPass() {
    return true;
  }

  /** As many as it could have if no others were out, of those that are not kept for others. */
  @Override
  public int cost(Arrival arrival) {
    int keptForOthers = -of(arrival).keptPermits();
    for (PriorityClass each : classes.values()) {
      keptForOthers += each.keptPermits();
    }
    return Math.min(parts.cost(arrival), Math.max(1, permits - keptForOthers));
  }

  @Override
  public int spare(Arrival arrival, int free) {
    PriorityClass own = of(arrival);
    int kept = turns.unusedPermits();
    PriorityClass next = turns.next(free, kept);
    boolean isForOthers = next != null && !next.equals(own);
    int spare = isForOthers ? Math.min(own.unusedPermits(), free) : own.spare(free, kept);
    return own.waiters.spare(arrival, spare);
  }

  @Override
  public int kept(int free) {
    int kept = turns.unusedPermits();
    PriorityClass next = turns.entitled(free);
    boolean any = classes.values().stream().anyMatch(each -> !each.waiters.isEmpty());
    return next == null && any ? Math.max(kept, free) : kept;
  }

  @Override
  public void join(Waiter waiter) {
    of(waiter.arrival).waiters.add(waiter);
  }

  /** Those of other classes may have their turn before it, or after it. */
  @Override
  public int ahead(Waiter newcomer) {
    return of(newcomer.arrival).waiters.ahead(newcomer);
  }

  @Override
  public @Nullable Waiter next(int free) {
    PriorityClass next = turns.entitled(free);
    if (next == null) {
      return null;
    }
    Waiter first = Objects.requireNonNull(next.waiters.next());
    int cost = cost(first.arrival);
    classes.values().forEach(each -> each.earn(cost));
    next.spend(cost);
    next.waiters.removeNext(first);
    return first;
  }

  @Override
  public void forEach(Consumer<Waiter> what) {
    classes.values().forEach(each -> each.waiters.forEach(what));
  }

  @Override
  public boolean leave(Waiter waiter) {
    return of(waiter.arrival).waiters.remove(waiter);
  }

  @Override
  public @Nullable Waiter yieldTo(Waiter newcomer) {
    Priority priority = newcomer.arrival.priority();
    Predicate<Part> from = parts.yieldingTo(newcomer);
    boolean entitled = of(priority).hasPlacesComing();
    for (Priority lowest : LOWEST_FIRST) {
      boolean lower = lowest.compareTo(priority) > 0;
      Waiter last = of(lowest).waiters.last(from);
      if ((lower || entitled) && of(lowest).hasBorrowedPlaces() && last != null) {
        return removed(last);
      }
    }
    Waiter yielding = of(priority).waiters.yielding(newcomer, from);
    boolean isOwed = yielding == null && parts.areOwedPlaceFor(newcomer);
    return removed(isOwed ? lastBeyondGuarantee(priority) : yielding);
  }

  /** Returns one of the lowest class in which there is any, down to and with that one. */
  private @Nullable Waiter lastBeyondGuarantee(Priority highest) {
    for (Priority lowest : LOWEST_FIRST) {
      Waiter last = of(lowest).waiters.lastBeyondGuarantee();
      if (last != null || lowest == highest) {
        return last;
      }
    }
    return null;
  }

  @Override
  public @Nullable Waiter overflow(int places) {
    if (parts.areOverfull()) {
      return removed(ofLowest(each -> each.last(Part::isOverfull)));
    }
    int waiting = 0;
    for (PriorityClass each : classes.values()) {
      waiting += each.waiters.size();
    }
    if (waiting <= places) {
      return null;
    }
    for (Priority lowest : LOWEST_FIRST) {
      if (of(lowest).hasBorrowedPlaces()) {
        return removed(of(lowest).waiters.last());
      }
    }
    return removed(ofLowest(PartitionedLine::last));
  }

  /** Returns one of the lowest class that has any of those. */
  private @Nullable Waiter ofLowest(Function<PartitionedLine, @Nullable Waiter> last) {
    for (Priority lowest : LOWEST_FIRST) {
      Waiter waiter = last.apply(of(lowest).waiters);
      if (waiter != null) {
        return waiter;
      }
    }
    return null;
  }

  private @Nullable Waiter removed(@Nullable Waiter waiter) {
    if (waiter != null) {
      leave(waiter);
    }
    return waiter;
  }

  @Override
  public boolean hasPlace(Arrival arrival) {
    return parts.of(arrival).hasPlace();
  }

  @Override
  public List<PartitionLevels> partitions() {
    return parts.levels();
  }

  @Override
  public CallerLevels callers() {
    CallerCount count = new CallerCount();
    classes.values().forEach(each -> each.waiters.count(count));
    return count.levels();
  }

  @Override
  public void entered(Arrival arrival, int permits) {
    of(arrival).inside += permits;
    parts.entered(arrival, permits);
    of(arrival).waiters.entered(arrival, permits);
  }

  @Override
  public void left(Arrival arrival, int permits) {
    of(arrival).inside -= permits;
    parts.left(arrival, permits);
    of(arrival).waiters.left(arrival, permits);
  }

  private PriorityClass of(Arrival arrival) {
    return of(arrival.priority());
  }

  private PriorityClass of(Priority priority) {
    return Objects.requireNonNull(classes.get(priority));
  }
}
