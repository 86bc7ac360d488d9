package dev.weir.gate.shadow;

import dev.weir.gate.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last real calls of each partition, from which a request draws one that has no call of its
 * own. The same calls in the same order are drawn alike. For one thread.
 */
final class RecentCalls {

  private static final int MOST = 256;

  /** Its multiples are spread evenly over the whole numbers of so many bits (Knuth, 6.4). */
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private static final class Calls {
    final List<CallTimes> last = new ArrayList<>(MOST);
    int added;
    int drawn;
  }

  private final Map<String, Calls> byPartition = new HashMap<>();

  /** Takes note of a call that is over; of one that was cut it learns nothing. */
  void add(Arrival arrival, CallTimes times) {
    if (!times.isWhole()) {
      return;
    }
    Calls calls = byPartition.computeIfAbsent(arrival.partition().name(), name -> new Calls());
    int place = calls.added++ % MOST;
    if (place < calls.last.size()) {
      calls.last.set(place, times);
    } else {
      calls.last.add(times);
    }
  }

  /** Returns the times of a recent call of an arrival's partition, or null if there was none. */
  @Nullable CallTimes draw(Arrival arrival) {
    Calls calls = byPartition.get(arrival.partition().name());
    if (calls == null) {
      return null;
    }
    long spread = Integer.toUnsignedLong(calls.drawn++ * GOLDEN_RATIO);
    return calls.last.get((int) ((spread * calls.last.size()) >>> Integer.SIZE));
  }
}
