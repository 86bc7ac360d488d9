package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * Waiters with the same right to a permit, in an order of their own. The owner of the line guards
 * it with a lock.
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

  /** Takes out the {@link #first}; it has {@link #entered} before anything else happens. */
  Waiter removeFirst();

  /** Takes out the one that is the first to make room; the line is not empty. */
  Waiter removeLast();

  /** Takes one out, and returns whether it was there. */
  boolean remove(Waiter waiter);

  /** Returns how many are sure to have their turn before a newcomer. */
  default int ahead(Arrival newcomer) {
    return size();
  }

  /** Takes out one that has less right to its place than a newcomer; or none. */
  default @Nullable Waiter yieldTo(Arrival newcomer) {
    return null;
  }

  /** Counts the callers that wait here or are inside, if the line tells them apart. */
  default void count(CallerCount callers) {}

  /** Takes note that one got so many permits, whether it waited here or not. */
  default void entered(Arrival arrival, int permits) {}

  /** Takes note that one gives so many permits back. */
  default void left(Arrival arrival, int permits) {}
}
