package dev.weir.metrics;

import dev.weir.edge.SpanIds;
import java.util.Optional;

/** Histograms of durations, one for each of some values. Safe for use by any thread. */
interface TracedDurations<E> {

  /**
   * Adds a duration to that of a value.
   *
   * @param span the span that took so long, if it is recorded
   */
  void add(E value, long nanos, Optional<SpanIds> span);
}
