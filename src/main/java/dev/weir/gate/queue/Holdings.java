package dev.weir.gate.queue;

import org.jspecify.annotations.Nullable;

/**
 * All that a line has counted as inside, in the order in which they entered: so another line can
 * count the same. The owner guards it with a lock.
 */
final class Holdings {

  private @Nullable Holding first;
  private @Nullable Holding last;

  /** Takes note that one has so many permits more. */
  void add(Holding holding, int permits) {
    holding.permits += permits;
    if (holding.in == null) {
      holding.in = this;
      holding.before = last;
      link(last, holding);
      last = holding;
    }
  }

  boolean contains(Holding holding) {
    return holding.in == this;
  }

  /** Takes note that one that is here has so many permits fewer. */
  void subtract(Holding holding, int permits) {
    holding.permits -= permits;
    if (holding.permits == 0) {
      remove(holding);
    }
  }

  private void remove(Holding holding) {
    link(holding.before, holding.after);
    if (holding.after == null) {
      last = holding.before;
    } else {
      holding.after.before = holding.before;
    }
    holding.before = null;
    holding.after = null;
    holding.in = null;
  }

  private void link(@Nullable Holding before, @Nullable Holding after) {
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
  }

  /** Lets another line count all that are here. */
  void enter(QueueDiscipline line) {
    for (Holding each = first; each != null; each = each.after) {
      line.entered(each.arrival, each.permits);
    }
  }
}
