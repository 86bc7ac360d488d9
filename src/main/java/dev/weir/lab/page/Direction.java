package dev.weir.lab.page;

import java.util.Comparator;

/** Which way a figure is better. */
enum Direction {
  HIGHER,
  LOWER,
  /** The figure informs, but does not judge. */
  NEITHER;

  /** Returns the order in which the best comes first; the least if neither way is better. */
  Comparator<Double> bestFirst() {
    return this == HIGHER ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }
}
