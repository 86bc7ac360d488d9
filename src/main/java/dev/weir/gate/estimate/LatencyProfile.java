package dev.weir.gate.estimate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The latencies of some calls: their nine deciles, as natural logarithms, so that a difference is a
 * ratio. Immutable.
 *
 * <p>Two profiles are compared decile by decile, and the median of the nine differences counts. So
 * calls of several lengths do not look slower when their mix changes a little, and a slow tail is
 * left out, while calls that hinder each other become slower in every decile.
 */
final class LatencyProfile {

  /** The fewest calls of which a profile is made. */
  static final int FEWEST_CALLS = 5;

  private static final int DECILES = 9;

  private final double[] logNanos;

  private LatencyProfile(double[] logNanos) {
    this.logNanos = logNanos;
  }

  /** Returns the profile of at least {@link #FEWEST_CALLS} latencies. */
  static LatencyProfile of(long... nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new LatencyProfile(
        IntStream.rangeClosed(1, DECILES)
            .mapToDouble(decile -> logAt(sorted, (sorted.length - 1) * decile / (DECILES + 1.0)))
            .toArray());
  }

  private static double logAt(long[] sorted, double position) {
    int below = (int) position;
    double lower = Math.log(Math.max(1, (double) sorted[below]));
    double upper = Math.log(Math.max(1, (double) sorted[below + 1]));
    return lower + (upper - lower) * (position - below);
  }

  /** Returns the logarithm of how many times longer these calls take than those of another. */
  double slowdownFrom(LatencyProfile other) {
    double[] differences =
        IntStream.range(0, DECILES).mapToDouble(i -> logNanos[i] - other.logNanos[i]).toArray();
    Arrays.sort(differences);
    return differences[DECILES / 2];
  }

  /** Returns a profile that lies so far, from 0 to 1, on the way to another. */
  LatencyProfile towards(LatencyProfile other, double share) {
    return new LatencyProfile(
        IntStream.range(0, DECILES)
            .mapToDouble(i -> logNanos[i] + (other.logNanos[i] - logNanos[i]) * share)
            .toArray());
  }

  long medianNanos() {
    return (long) Math.exp(logNanos[DECILES / 2]);
  }

  /** Returns the ninth decile. */
  long slowNanos() {
    return (long) Math.exp(logNanos[DECILES - 1]);
  }
}
