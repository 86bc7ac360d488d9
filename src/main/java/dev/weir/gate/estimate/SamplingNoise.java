package dev.weir.gate.estimate;

/**
 * How much two profiles of the same backend differ by chance, learnt from the two halves of each
 * window: the standard error of {@link LatencyProfile#slowdownFrom}, which falls with the root of
 * the number of calls.
 */
final class SamplingNoise {

  private static final double LEAST = 0.005;
  private static final double ASSUMED_AT_FIRST = 0.05;
  private static final int CALLS_AT_FIRST = 20;
  private static final double WEIGHT_OF_NEWEST = 0.05;
  private static final double OUTLIER = 9;
  private static final double ALWAYS_PLAUSIBLE = 0.01;

  private double variancePerCall = CALLS_AT_FIRST * ASSUMED_AT_FIRST * ASSUMED_AT_FIRST;
  private int learnt;

  /** Learns from a window, of which the two halves differed by so much. */
  void learn(double halvesApart, int calls) {
    // The halves have half of the calls each, and the errors of both are in the difference.
    double newest = halvesApart * halvesApart * calls / 4;
    if (learnt == 0) {
      variancePerCall = newest;
    } else {
      double plausible = Math.min(newest, OUTLIER * variancePerCall + ALWAYS_PLAUSIBLE);
      double weight = Math.max(WEIGHT_OF_NEWEST, 1.0 / (learnt + 1));
      variancePerCall += (plausible - variancePerCall) * weight;
    }
    learnt++;
  }

  /** Returns the standard error of a slowdown that is measured with so many calls. */
  double of(int calls) {
    return Math.max(LEAST, Math.sqrt(variancePerCall / Math.max(1, calls)));
  }

  /** Returns how many calls it takes for this standard error. */
  double callsFor(double precision) {
    return variancePerCall / (precision * precision);
  }
}
