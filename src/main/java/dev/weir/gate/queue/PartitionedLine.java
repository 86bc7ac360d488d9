package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.Fairness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The waiters of a gate, or of one class of priority of it: a line for each partition.
 *
 * <p>The next is the first of a partition that has fewer permits than are guaranteed to it, if any
 * such waits, and otherwise the first of all, as if there were no partitions; but none whose
 * partition would then have more permits out than it may. To find it takes a time that grows with
 * the number of partitions.
 */
final class PartitionedLine {

  private final Parts parts;

  /** The line of each part, in their order. */
  private final List<Line> lines;

  private int size;

  /** How many came. */
  private long numbers;

  /**
   * Makes an empty line for each part; if they are fair, they share their callers.
   *
   * @param unfair makes the line of a part where callers are not told apart
   */
  PartitionedLine(Parts parts, Fairness fairness, Supplier<Line> unfair) {
    this.parts = parts;
    Callers callers = new Callers();
    Supplier<Line> alike =
        switch (fairness) {
          case NONE -> unfair;
          case BY_CALLER -> () -> new FairLine(callers);
        };
    this.lines = parts.all().stream().map(part -> alike.get()).toList();
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(Waiter waiter) {
    waiter.number = ++numbers;
    Part part = parts.of(waiter.arrival);
    line(part).add(waiter);
    part.waiting++;
    size++;
  }

  /** Returns the next one; none if all partitions that wait have as many permits as they may. */
  @Nullable Waiter next() {
    Line next = null;
    boolean isOwed = false;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Part part = parts.all().get(i);
      if (!line.isEmpty() && parts.cost(line.first().arrival) <= part.room()) {
        boolean owedMore = part.isOwed() && !isOwed;
        boolean owedLess = !part.isOwed() && isOwed;
        if (next == null || owedMore || (!owedLess && line.compareFirst(next) < 0)) {
          next = line;
          isOwed = part.isOwed();
        }
      }
    }
    return next == null ? null : next.first();
  }

  /** Takes out the {@link #next} one; it has {@link #entered} before anything else happens. */
  void removeNext(Waiter next) {
    Part part = parts.of(next.arrival);
    line(part).removeFirst();
    part.waiting--;
    size--;
  }

  /** Does something with each, in any order. */
  void forEach(Consumer<Waiter> what) {
    lines.forEach(line -> line.forEach(what));
  }

  /** Takes one out, and returns whether it was there. */
  boolean remove(Waiter waiter) {
    Part part = parts.of(waiter.arrival);
    if (!line(part).remove(waiter)) {
      return false;
    }
    part.waiting--;
    size--;
    return true;
  }

  /**
   * Returns how many of so many free permits an arrival may take that does not wait: those to which
   * no waiter is entitled, and with fewer than are guaranteed to its partition it is the next one.
   */
  int spare(Arrival arrival, int free) {
    if (!parts.areSeveral()) {
      return isEmpty() ? free : 0;
    }
    Part own = parts.of(arrival);
    Waiter next = next();
    boolean isFirst =
        next == null || (line(own).isEmpty() && own.isOwed() && !parts.of(next.arrival).isOwed());
    return isFirst && line(own).isEmpty() ? Math.min(free, own.room()) : 0;
  }

  /** Returns how many are sure to have their turn before a newcomer. */
  int ahead(Waiter newcomer) {
    return line(parts.of(newcomer.arrival)).ahead(newcomer);
  }

  /** Returns the first to make room, of those parts; or none. */
  @Nullable Waiter last(Predicate<Part> from) {
    return of(from).stream().max(Line::compareLast).map(Line::last).orElse(null);
  }

  /**
   * Returns the first to make room, of parts that have more than is guaranteed if there are any.
   */
  @Nullable Waiter last() {
    Waiter last = last(part -> part.excess() > 0);
    return last == null ? last(part -> true) : last;
  }

  /** Returns the first to make room of the part that has most beyond its guarantee; or none. */
  @Nullable Waiter lastBeyondGuarantee() {
    return parts.all().stream()
        .filter(part -> part.excess() > 0 && !line(part).isEmpty())
        .max(Comparator.comparingInt(Part::excess))
        .map(part -> line(part).last())
        .orElse(null);
  }

  /** Returns one of those parts that has less right to its place than a newcomer; or none. */
  @Nullable Waiter yielding(Waiter newcomer, Predicate<Part> from) {
    List<Line> alike = of(from);
    return alike.isEmpty() ? null : alike.getFirst().yielding(newcomer, alike);
  }

  private List<Line> of(Predicate<Part> from) {
    List<Line> some = new ArrayList<>();
    for (Part part : parts.all()) {
      if (!line(part).isEmpty() && from.test(part)) {
        some.add(line(part));
      }
    }
    return some;
  }

  private Line line(Part part) {
    return lines.get(part.index);
  }

  /** Counts the callers that wait here or are inside, if the lines tell them apart. */
  void count(CallerCount callers) {
    lines.getFirst().count(callers);
  }

  /** Takes note that one got so many permits, whether it waited here or not. */
  void entered(Arrival arrival, int permits) {
    line(parts.of(arrival)).entered(arrival, permits);
  }

  /** Takes note that one gives so many permits back. */
  void left(Arrival arrival, int permits) {
    line(parts.of(arrival)).left(arrival, permits);
  }
}
