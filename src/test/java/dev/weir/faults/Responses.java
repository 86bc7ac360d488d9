package dev.weir.faults;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of the requests of a load.
 *
 * @param whole how many whole responses there were of each status
 * @param broken how many requests had no response, or less than a whole one
 */
record Responses(Map<Integer, Long> whole, long broken) {

  static final Responses NONE = new Responses(Map.of(), 0);

  /** Returns how many responses had one of these statuses. */
  long of(int... statuses) {
    return Arrays.stream(statuses).mapToLong(status -> whole.getOrDefault(status, 0L)).sum();
  }

  /** Returns these but for those of one status. */
  Responses without(int status) {
    Map<Integer, Long> rest = new HashMap<>(whole);
    rest.remove(status);
    return new Responses(rest, broken);
  }

  /** Returns these and others together. */
  Responses and(Responses others) {
    Map<Integer, Long> sums = new HashMap<>(whole);
    others.whole.forEach((status, count) -> sums.merge(status, count, Long::sum));
    return new Responses(sums, broken + others.broken);
  }
}
