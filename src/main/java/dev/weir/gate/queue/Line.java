package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waiters with the same right to a permit, in an order of their own. The owner of the line guards
 * it with a lock.
 *
 * <p>Several lines are alike if they are of one class and one gate: they are the parts of one order
 * of all that wait.
 */
interface Line {

  /** Returns whether none is there. */
  boolean isEmpty();

  /** Returns how many are there. */
  int size();

  /** Adds one that is in no line. */
  void add(Waiter waiter);

  /** Returns the one whose turn it is; the line is not empty. */
  Waiter first();

  /** Returns the one that is the first to make room; the line is not empty. */
  Waiter last();

  /** Takes out the {@link #first}; it has {@link #entered} before anything else happens. */
  Waiter removeFirst();

  /** Does something with each, in any order. */
  void forEach(Consumer<Waiter> what);

  /** Takes one out, and returns whether it was there. */
  boolean remove(Waiter waiter);

  /** Compares the turns of the first ones: less than 0 if this one's comes before a like line's. */
  int compareFirst(Line alike);

  /** Compares the last ones: more than 0 if this one's makes room before a like line's. */
  int compareLast(Line alike);

  /** Returns how many are sure to have their turn before a newcomer. */
  default int ahead(Waiter newcomer) {
    return size();
  }

  /**
   * Returns one that has less right to its place than a newcomer; or none.
   *
   * @param alike where it may be: like lines, this one among them, of which none is empty
   */
  default @Nullable Waiter yielding(Waiter newcomer, List<Line> alike) {
    return null;
  }

  /** Counts the callers of all like lines that wait or are inside, if it tells them apart. */
  default void count(CallerCount callers) {}

  /** Takes note that one got so many permits, whether it waited here or not. */
  default void entered(Arrival arrival, int permits) {}

  /** Takes note that one gives so many permits back. */
  default void left(Arrival arrival, int permits) {}
}
