package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import java.util.Collection;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which class of priority has the next turn, and which may have the free permits meanwhile.
 *
 * @param highestFirst the classes
 * @param cost how many permits an arrival takes if it enters now
 */
record PriorityTurns(Collection<PriorityClass> highestFirst, ToIntFunction<Arrival> cost) {

  /** Returns how many permits are kept and not used, of all classes. */
  int unusedPermits() {
    int unused = 0;
    for (PriorityClass each : highestFirst) {
      unused += each.unusedPermits();
    }
    return unused;
  }

  /**
   * Returns the class whose first waiter enters: that of the next class, if there are as many
   * permits as it takes; until then, one of a class that has as many that are kept for it.
   */
  @Nullable PriorityClass entitled(int free) {
    int kept = unusedPermits();
    PriorityClass next = next(free, kept);
    if (next == null || mayEnter(next, next.spare(free, kept))) {
      return next;
    }
    for (PriorityClass each : highestFirst) {
      if (mayEnter(each, Math.min(each.unusedPermits(), free))) {
        return each;
      }
    }
    return null;
  }

  private boolean mayEnter(PriorityClass each, int free) {
    Waiter first = free <= 0 ? null : each.waiters.next();
    return first != null && cost.applyAsInt(first.arrival) <= free;
  }

  /** Returns the class whose turn it is, of those that may have any of the free permits. */
  @Nullable PriorityClass next(int free, int kept) {
    PriorityClass highest = null;
    for (PriorityClass each : highestFirst) {
      if (each.spare(free, kept) > 0 && each.waiters.next() != null) {
        if (each.hasPermitComing()) {
          return each;
        }
        highest = highest == null ? each : highest;
      }
    }
    return highest;
  }
}
