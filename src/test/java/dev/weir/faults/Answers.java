package dev.weir.faults;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of the requests of a load.
 *
 * @param whole how many whole answers there were of each status
 * @param broken how many requests had no answer, or less than a whole one
 */
record Answers(Map<Integer, Long> whole, long broken) {

  static final Answers NONE = new Answers(Map.of(), 0);

  /** Returns how many answers had one of these statuses. */
  long of(int... statuses) {
    return Arrays.stream(statuses).mapToLong(status -> whole.getOrDefault(status, 0L)).sum();
  }

  /** Returns these but for those of one status. */
  Answers without(int status) {
    Map<Integer, Long> rest = new HashMap<>(whole);
    rest.remove(status);
    return new Answers(rest, broken);
  }

  /** Returns these and others together. */
  Answers and(Answers others) {
    Map<Integer, Long> sums = new HashMap<>(whole);
    others.whole.forEach((status, count) -> sums.merge(status, count, Long::sum));
    return new Answers(sums, broken + others.broken);
  }
}
