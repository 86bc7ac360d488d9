package dev.weir.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * What Weir promises of its speed to those who come in: ahead of Helidon, Failsafe and Netflix, and
 * at most twice the bare semaphore.
 *
 * <p>It promises nothing to those who are shed. The others say no, and nothing else; Weir counts
 * them, and reads the clock to say when to come back.
 */
final class Promises {

  private static final List<Contender> SLOWER =
      List.of(Contender.HELIDON, Contender.FAILSAFE, Contender.NETFLIX);
  private static final double MOST_TIMES_THE_SEMAPHORE = 2;

  private final Results results;

  Promises(Results results) {
    this.results = results;
  }

  /** Returns a line for each that is broken. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    for (Row row : EnumSet.complementOf(EnumSet.of(Row.SHED))) {
      double own = results.nanos(row, Contender.WEIR).orElseThrow();
      for (Contender other : SLOWER) {
        if (results.nanos(row, other).orElse(Double.POSITIVE_INFINITY) < own) {
          broken.add(row.label + ": " + other.label + " is ahead of Weir");
        }
      }
      if (results.timesTheSemaphore(row, Contender.WEIR).orElseThrow() > MOST_TIMES_THE_SEMAPHORE) {
        broken.add(row.label + ": Weir takes more than twice as long as the semaphore");
      }
    }
    return broken;
  }
}
