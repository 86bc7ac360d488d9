package dev.weir.gate.audit;

import java.util.Locale;

/** An invariant of a gate that does not hold: there is none, unless the gate has a bug. */
public enum Violation {
  /** An arrival has waited beside a free permit for longer than {@link Auditor#STRANDED_AFTER}. */
  STRANDED_WAITER,
  /** More permits are out or more arrivals wait than the limits allow, or fewer than none. */
  OUT_OF_BOUNDS,
  /** The gate counts an arrival as inside or waiting that is not there any more. */
  PERMIT_LOST,
  /** More hold permits than the gate counts as inside: some were given out or back twice. */
  PERMIT_DOUBLED;

  /** Returns the name by which metrics and logs call it, such as {@code permit_lost}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
