package dev.weir.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * What is required of Weir's speed when it admits: the gate alone is ahead of Helidon, Failsafe and
 * Netflix, and takes at most twice as long as the bare semaphore; with audit and metrics, as the
 * server runs it, it is ahead of Helidon and Netflix.
 *
 * <p>Nothing is required where it sheds. The others say no, and nothing else; Weir reads the clock
 * to say when to come back.
 */
final class Requirements {

  private static final Map<Contender, List<Contender>> SLOWER =
      Map.of(
          Contender.WEIR, List.of(Contender.HELIDON, Contender.NETFLIX),
          Contender.WEIR_GATE, List.of(Contender.HELIDON, Contender.FAILSAFE, Contender.NETFLIX));
  private static final double MOST_TIMES_THE_SEMAPHORE = 2;

  private final Results results;

  Requirements(Results results) {
    this.results = results;
  }

  /** Returns a line for each that is not met. */
  List<String> unmet() {
    List<String> unmet = new ArrayList<>();
    for (Row row : EnumSet.complementOf(EnumSet.of(Row.SHED))) {
      SLOWER.forEach((own, others) -> others.forEach(other -> compare(row, own, other, unmet)));
      double times = results.timesTheSemaphore(row, Contender.WEIR_GATE).orElseThrow();
      if (times > MOST_TIMES_THE_SEMAPHORE) {
        unmet.add(row.label + ": Weir's gate takes more than twice as long as the semaphore");
      }
    }
    return unmet;
  }

  private void compare(Row row, Contender own, Contender other, List<String> unmet) {
    double nanos = results.nanos(row, own).orElseThrow();
    if (results.nanos(row, other).orElse(Double.POSITIVE_INFINITY) < nanos) {
      unmet.add(row.label + ": " + other.label + " is ahead of " + own.label);
    }
  }
}
