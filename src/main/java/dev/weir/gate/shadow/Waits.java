package dev.weir.gate.shadow;

/**
 * Waits over a span of time, kept to three percent: 32 steps to each power of two of microseconds,
 * as HdrHistogram does. For one thread.
 */
final class Waits {

  private static final int STEP_BITS = 5;
  private static final int STEPS = 1 << STEP_BITS;
  private static final long LONGEST_MICROS = (1L << 40) - 1;

  private final long[] counts = new long[index(LONGEST_MICROS) + 1];
  private long total;

  /** Counts one. */
  void add(long nanos) {
    counts[index(Math.clamp(nanos / 1_000, 0, LONGEST_MICROS))]++;
    total++;
  }

  /** Returns the wait that so large a part of them does not exceed; 0 if there are none. */
  long quantileNanos(double part) {
    long left = (long) Math.ceil(total * part);
    for (int index = 0; index < counts.length && total > 0; index++) {
      left -= counts[index];
      if (left <= 0) {
        return micros(index) * 1_000;
      }
    }
    return 0;
  }

  private static int index(long micros) {
    int doublings = Math.max(0, Long.SIZE - STEP_BITS - Long.numberOfLeadingZeros(micros) - 1);
    return doublings * STEPS + (int) (micros >> doublings);
  }

  /** Returns the least wait that has this index. */
  private static long micros(int index) {
    int doublings = Math.max(0, index / STEPS - 1);
    return (long) (index - doublings * STEPS) << doublings;
  }
}
