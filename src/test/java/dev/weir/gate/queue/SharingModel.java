package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Fairness;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Sharing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What {@link Sharing} promises, in plain lists: all is counted anew for each question, and a turn
 * is looked up by the rule. A class of priority goes before the lower ones.
 */
final class SharingModel {

  /** What an arrival that is inside has taken. */
  static final class Holder {
    final Holding holding;
    final Arrival arrival;
    int permits;

    Holder(Holding holding) {
      this.holding = holding;
      this.arrival = holding.arrival;
    }
  }

  /** A caller, within its class: the first of its names, or more. */
  private record Caller(Priority priority, List<String> names) {}

  final List<Waiter> line = new ArrayList<>();
  final List<Holder> inside = new ArrayList<>();

  private Sharing sharing;
  private int room;
  private final Map<Caller, Integer> cameAt = new HashMap<>();
  private final Map<Caller, Integer> servedAt = new HashMap<>();
  private int now;
  int permits;

  SharingModel(Sharing sharing, int permits, int room) {
    this.sharing = sharing;
    this.permits = permits;
    this.room = room;
  }

  /** Puts other bounds in force. */
  void rebound(Sharing newSharing, int newPermits, int newRoom) {
    sharing = newSharing;
    permits = newPermits;
    room = newRoom;
  }

  /** Puts another line in force: all that are inside or wait come again, in that order. */
  void comeAgain() {
    cameAt.clear();
    servedAt.clear();
    inside.forEach(
        one -> {
          comes(one.arrival);
          callers(one.arrival).forEach(caller -> servedAt.put(caller, ++now));
        });
    line.forEach(one -> comes(one.arrival));
  }

  /** Takes out of line one that has no place, if there is one. */
  Optional<Waiter> overflowing() {
    Optional<Waiter> last = lastOfLowest(part -> waiting(part) > part.waitingRoom());
    if (last.isEmpty() && line.size() > room) {
      Priority lowest =
          line.stream().map(one -> one.arrival.priority()).max(Comparator.naturalOrder()).get();
      List<Waiter> some = of(lowest, part -> excess(part) > 0);
      last = Optional.of(last(some.isEmpty() ? of(lowest, part -> true) : some, 0));
    }
    last.ifPresent(line::remove);
    return last;
  }

  private Optional<Waiter> lastOfLowest(Predicate<Partition> parts) {
    return lowestFirst(Priority.CRITICAL).stream()
        .map(each -> of(each, parts))
        .filter(some -> !some.isEmpty())
        .findFirst()
        .map(some -> last(some, 0));
  }

  int taken() {
    return inside.stream().mapToInt(one -> one.permits).sum();
  }

  int free() {
    return permits - taken();
  }

  /** Where it has no right to be, an arrival is of no partition. */
  private Partition part(Arrival arrival) {
    return sharing.partitions().stream()
        .filter(one -> one.name().equals(arrival.partition().name()))
        .findFirst()
        .orElse(Partition.WHOLE);
  }

  private int taken(Partition part) {
    return inside.stream()
        .filter(one -> part(one.arrival).equals(part))
        .mapToInt(one -> one.permits)
        .sum();
  }

  private int waiting(Partition part) {
    return (int) line.stream().filter(one -> part(one.arrival).equals(part)).count();
  }

  private boolean isOwed(Arrival arrival) {
    return taken(part(arrival)) < part(arrival).guaranteed();
  }

  private int excess(Partition part) {
    return taken(part) + waiting(part) - part.guaranteed();
  }

  List<PartitionLevels> partitions() {
    return sharing.partitions().stream()
        .map(part -> new PartitionLevels(part, taken(part), waiting(part)))
        .toList();
  }

  CallerLevels callers() {
    Map<String, Integer> most = new HashMap<>();
    inside.forEach(one -> most.merge(one.arrival.fairBy().getFirst(), one.permits, Integer::sum));
    long callers = line.stream().map(one -> one.arrival.fairBy().getFirst()).distinct().count();
    double heaviest = most.values().stream().mapToInt(each -> each).max().orElse(0);
    return sharing.fairness() == Fairness.NONE
        ? CallerLevels.NONE
        : new CallerLevels((int) callers, inside.isEmpty() ? 0 : heaviest / taken());
  }

  int cost(Arrival arrival) {
    return Math.clamp(Math.min(permits, part(arrival).permits()), 1, arrival.cost());
  }

  /** The next one, whether or not as many permits are free as it takes. */
  private Optional<Waiter> next() {
    return Arrays.stream(Priority.values()).flatMap(each -> next(each).stream()).findFirst();
  }

  private Optional<Waiter> next(Priority priority) {
    return Stream.concat(sharing.partitions().stream(), Stream.of(Partition.WHOLE))
        .flatMap(part -> firstOf(priority, part).stream())
        .filter(one -> cost(one.arrival) <= roomOf(part(one.arrival)))
        .min(
            Comparator.<Waiter, Boolean>comparing(one -> !isOwed(one.arrival))
                .thenComparing(byTurn()));
  }

  private int roomOf(Partition part) {
    return part.permits() - taken(part);
  }

  private Optional<Waiter> firstOf(Priority priority, Partition part) {
    return of(priority, part::equals).stream().min(byTurn());
  }

  private List<Waiter> of(Priority priority, Predicate<Partition> parts) {
    return line.stream()
        .filter(one -> one.arrival.priority() == priority && parts.test(part(one.arrival)))
        .toList();
  }

  /** Takes out of line the one that enters, if there is one. */
  Optional<Waiter> called() {
    Optional<Waiter> next = next().filter(one -> cost(one.arrival) <= free());
    next.ifPresent(
        one -> {
          line.remove(one);
          enter(one.holding, cost(one.arrival));
        });
    return next;
  }

  /** How many of the free permits an arrival may have that does not wait. */
  int spare(Arrival arrival) {
    Optional<Waiter> next = next();
    boolean isFirst =
        next.isEmpty()
            || (next.get().arrival.priority() == arrival.priority()
                && isOwed(arrival)
                && !isOwed(next.get().arrival));
    boolean isBehind = firstOf(arrival.priority(), part(arrival)).isPresent();
    return isFirst && !isBehind ? Math.min(free(), roomOf(part(arrival))) : 0;
  }

  void enter(Holding holding, int taken) {
    inside.add(new Holder(holding));
    take(inside.getLast(), taken);
  }

  void take(Holder holder, int more) {
    comes(holder.arrival);
    holder.permits += more;
    callers(holder.arrival).forEach(caller -> servedAt.put(caller, ++now));
  }

  boolean hasPlace(Arrival arrival) {
    return line.size() < room && hasPlaceInPart(arrival);
  }

  private boolean hasPlaceInPart(Arrival arrival) {
    return waiting(part(arrival)) < part(arrival).waitingRoom();
  }

  void join(Waiter waiter) {
    comes(waiter.arrival);
    line.add(waiter);
  }

  private void comes(Arrival arrival) {
    callers(arrival)
        .forEach(
            caller -> {
              cameAt.putIfAbsent(caller, ++now);
              servedAt.putIfAbsent(caller, now);
            });
  }

  void forgetThoseThatAreGone() {
    cameAt.keySet().removeIf(caller -> waiting(caller) + taken(caller) == 0);
    servedAt.keySet().retainAll(cameAt.keySet());
  }

  /** The one that makes room for a newcomer, if any does. */
  Optional<Waiter> yielding(Arrival newcomer) {
    Partition own = part(newcomer);
    Predicate<Partition> from =
        hasPlaceInPart(newcomer) ? part -> part.equals(own) || excess(part) > 0 : own::equals;
    for (Priority lower : lowestFirst(newcomer.priority())) {
      List<Waiter> some = of(lower, from);
      if (lower != newcomer.priority() && !some.isEmpty()) {
        return Optional.of(last(some, 0));
      }
    }
    Optional<Waiter> yielding = yielding(newcomer, of(newcomer.priority(), from), 0);
    boolean isOwed = hasPlaceInPart(newcomer) && excess(own) < 0;
    return yielding.isPresent() || !isOwed ? yielding : lastBeyondGuarantee(newcomer.priority());
  }

  private Optional<Waiter> lastBeyondGuarantee(Priority highest) {
    for (Priority lowest : lowestFirst(highest)) {
      Optional<Partition> most =
          Stream.concat(sharing.partitions().stream(), Stream.of(Partition.WHOLE))
              .filter(part -> excess(part) > 0 && firstOf(lowest, part).isPresent())
              .max(Comparator.comparingInt(this::excess));
      if (most.isPresent()) {
        return Optional.of(last(of(lowest, most.get()::equals), 0));
      }
    }
    return Optional.empty();
  }

  private static List<Priority> lowestFirst(Priority highest) {
    return Arrays.stream(Priority.values())
        .filter(each -> each.compareTo(highest) >= 0)
        .toList()
        .reversed();
  }

  /** One of a caller that has more waiting than the newcomer's would have. */
  private Optional<Waiter> yielding(Arrival newcomer, List<Waiter> some, int level) {
    if (some.isEmpty() || level == levels(newcomer)) {
      return Optional.empty();
    }
    Caller own = callers(newcomer).get(level);
    if (waiting(heaviest(some, level)) > waiting(own) + 1) {
      return Optional.of(last(some, level));
    }
    return yielding(newcomer, of(own, some), level + 1);
  }

  /** The newest of the caller with the most waiters. */
  private Waiter last(List<Waiter> some, int level) {
    return level == levels(some.getFirst().arrival)
        ? some.getLast()
        : last(of(heaviest(some, level), some), level + 1);
  }

  /** If there is but one of each, the last to have its turn. */
  private Caller heaviest(List<Waiter> some, int level) {
    List<Caller> callers = some.stream().map(one -> callers(one.arrival).get(level)).toList();
    boolean crowded = callers.stream().anyMatch(each -> waiting(each) > 1);
    Comparator<Caller> byWaiting =
        Comparator.<Caller>comparingInt(this::waiting).thenComparing(cameAt::get);
    return callers.stream().max(crowded ? byWaiting : byShare()).orElseThrow();
  }

  private int levels(Arrival arrival) {
    return sharing.fairness() == Fairness.NONE ? 0 : arrival.fairBy().size();
  }

  private Comparator<Waiter> byTurn() {
    return (one, other) -> {
      for (int level = 0; level < levels(one.arrival); level++) {
        int order =
            byShare().compare(callers(one.arrival).get(level), callers(other.arrival).get(level));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(line.indexOf(one), line.indexOf(other));
    };
  }

  private Comparator<Caller> byShare() {
    return Comparator.<Caller>comparingInt(this::taken).thenComparing(servedAt::get);
  }

  private static List<Caller> callers(Arrival arrival) {
    List<String> names = arrival.fairBy();
    return Stream.iterate(1, level -> level <= names.size(), level -> level + 1)
        .map(level -> new Caller(arrival.priority(), names.subList(0, level)))
        .toList();
  }

  private static List<Waiter> of(Caller caller, List<Waiter> waiters) {
    return waiters.stream().filter(one -> callers(one.arrival).contains(caller)).toList();
  }

  private int waiting(Caller caller) {
    return of(caller, line).size();
  }

  private int taken(Caller caller) {
    return inside.stream()
        .filter(one -> callers(one.arrival).contains(caller))
        .mapToInt(one -> one.permits)
        .sum();
  }
}
