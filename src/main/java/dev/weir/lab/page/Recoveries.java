package dev.weir.lab.page;

import dev.weir.lab.page.Results.Recovery;
import java.util.OptionalDouble;

/** A recovery as two figures, of which at most one is there. */
final class Recoveries {

  private Recoveries() {}

  /** Returns how many seconds it took; empty if it was not asked for, or did not come. */
  static OptionalDouble seconds(Recovery recovery) {
    return recovery instanceof Recovery.After after
        ? OptionalDouble.of(after.seconds())
        : OptionalDouble.empty();
  }

  /** Returns for how many seconds it did not come, if it did not before the measurement ended. */
  static OptionalDouble notWithinSeconds(Recovery recovery) {
    return recovery instanceof Recovery.Never never
        ? OptionalDouble.of(never.observedSeconds())
        : OptionalDouble.empty();
  }
}
