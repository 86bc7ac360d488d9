package dev.weir.gate.queue;

import dev.weir.gate.CallerLevels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts the callers of one line or of several, and the permits of each. */
final class CallerCount {

  private final Map<String, Integer> permits = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();

  void add(String caller, int inside, boolean waits) {
    permits.merge(caller, inside, Integer::sum);
    if (waits) {
      waiting.add(caller);
    }
  }

  CallerLevels levels() {
    int most = 0;
    int all = 0;
    for (int each : permits.values()) {
      most = Math.max(most, each);
      all += each;
    }
    return new CallerLevels(waiting.size(), all == 0 ? 0 : (double) most / all);
  }
}
