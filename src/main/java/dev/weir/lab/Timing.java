package dev.weir.lab;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the parts of each pair take.
 *
 * @param warmUp a calm load before the measurement, since a JVM compiles while it runs
 * @param gap what lies between the two, so that nobody is inside or waits any more
 * @param duration the measurement
 * @param rest how long at most it is waited for calls of the backend that outlast it
 */
record Timing(Duration warmUp, Duration gap, Duration duration, Duration rest) {

  static final Duration SHORTEST = Duration.ofSeconds(3);
  static final Duration LONGEST = Duration.ofMinutes(30);

  private static final Duration USUAL = Duration.ofSeconds(18);
  private static final Duration QUICK_TOTAL = Duration.ofSeconds(90);

  /** To start the first Weir, to write the page for the last time, and some reserve. */
  private static final Duration QUICK_RESERVE = Duration.ofSeconds(4);

  /** What starts and stops of a Weir take, on a machine that has other work too. */
  private static final Duration START_AND_STOP = Duration.ofMillis(1500);

  /** Returns the timing of a run without haste. */
  static Timing thorough(Optional<Duration> duration) {
    return new Timing(
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        duration.orElse(USUAL),
        Duration.ofSeconds(3));
  }

  private static Timing quick(Duration duration) {
    return new Timing(
        Duration.ofSeconds(1), Duration.ofMillis(500), duration, Duration.ofMillis(500));
  }

  /**
   * Returns the timing of a quick run of so many pairs; empty if that is too many.
   *
   * @param duration of each measurement, if it is not to be chosen here
   */
  static Optional<Timing> quick(int pairs, Optional<Duration> duration) {
    Duration left = QUICK_TOTAL.minus(QUICK_RESERVE).dividedBy(pairs);
    Duration fitting = left.minus(quick(Duration.ZERO).total());
    Duration whole = Duration.ofMillis(Math.min(fitting.toMillis(), USUAL.toMillis()) / 250 * 250);
    Duration chosen = duration.orElse(whole);
    boolean fits = chosen.compareTo(SHORTEST) >= 0 && chosen.compareTo(fitting) <= 0;
    return fits ? Optional.of(quick(chosen)) : Optional.empty();
  }

  /** Returns when the measurement begins, after the first call of the backend. */
  Duration beginning() {
    return Bench.LATENCY.plus(warmUp).plus(gap);
  }

  /** Returns about how long one pair takes. */
  Duration total() {
    return START_AND_STOP.plus(beginning()).plus(duration);
  }
}
