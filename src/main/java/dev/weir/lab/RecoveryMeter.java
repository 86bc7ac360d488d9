package dev.weir.lab;

import dev.weir.lab.page.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What follows a disturbance: how long it took until, for a whole second, at least nine of ten
 * requests were served.
 */
final class RecoveryMeter {

  private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int SLOTS_PER_SECOND = 4;
  private static final double WELL = 0.9;

  private final long from;
  private final long until;
  private final List<int[]> slots = new ArrayList<>();

  /** Watches from the end of the disturbance until the end of the measurement, in nanoseconds. */
  RecoveryMeter(long from, long until) {
    this.from = from;
    this.until = until;
    for (long slot = from; slot + SLOT_NANOS <= until; slot += SLOT_NANOS) {
      slots.add(new int[2]);
    }
  }

  /** Takes note of a request that was meant to be sent at this moment. */
  void add(long moment, boolean served) {
    long slot = Math.floorDiv(moment - from, SLOT_NANOS);
    if (slot >= 0 && slot < slots.size()) {
      slots.get((int) slot)[served ? 1 : 0]++;
    }
  }

  /** Returns how long it took; or, if it did not recover, how long that was watched. */
  Map<Figure, Double> figures() {
    for (int first = 0; first + SLOTS_PER_SECOND <= slots.size(); first++) {
      if (servedWell(slots.subList(first, first + SLOTS_PER_SECOND))) {
        return Map.of(Figure.RECOVERY_SECONDS, (double) first / SLOTS_PER_SECOND);
      }
    }
    return Map.of(Figure.NOT_RECOVERED_WITHIN_SECONDS, (until - from) / 1e9);
  }

  private static boolean servedWell(List<int[]> second) {
    int lost = second.stream().mapToInt(slot -> slot[0]).sum();
    int served = second.stream().mapToInt(slot -> slot[1]).sum();
    return served > 0 && served >= WELL * (served + lost);
  }
}
