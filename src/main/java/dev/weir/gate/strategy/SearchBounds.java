package dev.weir.gate.strategy;

import dev.weir.gate.estimate.LimitSearch;

/** The fewest and the most permits that a search for their number may come to. */
record SearchBounds(int fewest, int most) {

  /** Begins a search at so many permits. */
  LimitSearch beginAt(int permits) {
    return new LimitSearch(fewest, most, permits);
  }
}
