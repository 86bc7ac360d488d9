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
import java.util.concurrent.atomic.AtomicInteger;
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

  /** How long a line there can be of classes that are owed a permit each. */
  private static final int CLASSES = Priority.values().length;

  /** From the highest to the lowest. */
  private final Map<Priority, PriorityClass> classes = new EnumMap<>(Priority.class);

  private final PriorityShares shares;
  private final Fairness fairness;

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
  public void resized(int permits) {
    classes.forEach(
        (priority, each) ->
            each.guarantee(shares.of(permits, priority), shares.kept(permits, priority)));
  }

  /** With few permits, what is kept of each share may be less than one; there may be more. */
  @Override
  public boolean seesEveryPass() {
    return shares.keepPermits() || fairness == Fairness.BY_CALLER;
  }

  @Override
  public boolean mayEnter(Arrival arrival, int free) {
    return of(arrival).mayEnter(free, kept());
  }

  @Override
  public int kept() {
    int kept = 0;
    for (PriorityClass each : classes.values()) {
      kept += each.unusedPermits();
    }
    return kept;
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
    PriorityClass next = nextClass(free, kept());
    if (next == null) {
      return null;
    }
    classes.values().forEach(PriorityClass::earn);
    next.spend();
    return next.waiters.removeFirst();
  }

  private @Nullable PriorityClass nextClass(int free, int kept) {
    PriorityClass highest = null;
    for (PriorityClass each : classes.values()) {
      if (!each.waiters.isEmpty() && each.mayEnter(free, kept)) {
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
  public CallerLevels callers() {
    CallerCount count = new CallerCount();
    classes.values().forEach(each -> each.waiters.count(count));
    return count.levels();
  }

  @Override
  public void entered(Arrival arrival) {
    of(arrival).inside.incrementAndGet();
    of(arrival).waiters.entered(arrival);
  }

  @Override
  public void left(Arrival arrival) {
    of(arrival).inside.decrementAndGet();
    of(arrival).waiters.left(arrival);
  }

  private PriorityClass of(Arrival arrival) {
    return of(arrival.priority());
  }

  private PriorityClass of(Priority priority) {
    return Objects.requireNonNull(classes.get(priority));
  }

  /** One class: what is guaranteed to it, who of it waits, and how many of it are inside. */
  private static final class PriorityClass {
    final double share;
    final int guaranteedPlaces;
    final Line waiters;
    final AtomicInteger inside = new AtomicInteger();
    private double guaranteedPermits;
    private int keptPermits;

    /** How many of the permits that came back while it waited are its own, and went elsewhere. */
    private double owed;

    PriorityClass(double share, int guaranteedPlaces, Line waiters) {
      this.share = share;
      this.waiters = waiters;
      this.guaranteedPlaces = guaranteedPlaces;
    }

    void guarantee(double permits, int kept) {
      guaranteedPermits = permits;
      keptPermits = kept;
    }

    /** Takes of what is kept for itself, or of what is kept for no class. */
    boolean mayEnter(int free, int kept) {
      return free > (unusedPermits() > 0 ? 0 : kept);
    }

    int unusedPermits() {
      return Math.max(0, keptPermits - inside.get());
    }

    /** By what it is owed it may have one more inside than is guaranteed: to catch up. */
    boolean hasPermitComing() {
      int now = inside.get();
      return now + 1 <= guaranteedPermits || (now < guaranteedPermits + 1 && owed >= 1);
    }

    /** A permit goes to a waiter. A class whose calls are long is not owed ever more. */
    void earn() {
      if (!waiters.isEmpty()) {
        owed = Math.min(owed + share, guaranteedPermits + CLASSES);
      }
    }

    /** What it gets beyond its share is no debt. */
    void spend() {
      owed = Math.max(0, owed - 1);
    }

    boolean hasPlacesComing() {
      return waiters.size() < guaranteedPlaces;
    }

    boolean hasBorrowedPlaces() {
      return waiters.size() > guaranteedPlaces;
    }
  }
}
