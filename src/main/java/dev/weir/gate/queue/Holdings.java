package dev.weir.gate.queue;

import org.jspecify.annotations.Nullable;

/**
 * All that a line has counted as inside: so another line can count the same. The owner guards it
 * with a lock.
 */
final class Holdings {

  /** Only one reference to what is new is kept here: to write one takes longer than all else. */
  private @Nullable Holding newest;

  /** Takes note that one has so many permits more. */
  void add(Holding holding, int permits) {
    holding.permits += permits;
    if (holding.in == null) {
      holding.in = this;
      holding.older = newest;
      if (newest != null) {
        newest.newer = holding;
      }
      newest = holding;
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
    if (holding.newer == null) {
      newest = holding.older;
    } else {
      holding.newer.older = holding.older;
    }
    if (holding.older != null) {
      holding.older.newer = holding.newer;
    }
    holding.newer = null;
    holding.older = null;
    holding.in = null;
  }

  /** Lets another line take over all that are here, in the order in which they entered. */
  void moveTo(QueueDiscipline line) {
    Holding oldest = newest;
    while (oldest != null && oldest.older != null) {
      oldest = oldest.older;
    }
    for (Holding each = oldest; each != null; each = each.newer) {
      line.tookOver(each.arrival, each.permits);
    }
  }
}
