package dev.weir.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * What is required of Weir's speed when it admits: ahead of Helidon, Failsafe and Netflix, and at
 * most twice the bare semaphore.
 *
 * <p>Nothing is required where it sheds. The others say no, and nothing else; Weir counts, and
 * reads the clock to say when to come back.
 */
final class Requirements {

  private static final List<Contender> SLOWER =
      List.of(Contender.HELIDON, Contender.FAILSAFE, Contender.NETFLIX);
  private static final double MOST_TIMES_THE_SEMAPHORE = 2;

  private final Results results;

  Requirements(Results results) {
    this.results = results;
  }

  /** Returns a line for each that is not met. */
  List<String> unmet() {
    List<String> unmet = new ArrayList<>();
    for (Row row : EnumSet.complementOf(EnumSet.of(Row.SHED))) {
      double own = results.nanos(row, Contender.WEIR).orElseThrow();
      for (Contender other : SLOWER) {
        if (results.nanos(row, other).orElse(Double.POSITIVE_INFINITY) < own) {
          unmet.add(row.label + ": " + other.label + " is ahead of Weir");
        }
      }
      if (results.timesTheSemaphore(row, Contender.WEIR).orElseThrow() > MOST_TIMES_THE_SEMAPHORE) {
        unmet.add(row.label + ": Weir takes more than twice as long as the semaphore");
      }
    }
    return unmet;
  }
}
