package dev.weir.lab;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How long the parts of each pair take.
 *
 * @param warmUp a calm load before the measurement, since a JVM compiles while it runs
 * @param gap the pause between the two, so that no request is inside or waits any more
 * @param duration the measurement
 * @param rest the longest wait for calls of the backend that outlast it, and then for Weir to stop
 * @param around about what it takes to start, to see the last responses, and to stop
 */
record Timing(Duration warmUp, Duration gap, Duration duration, Duration rest, Duration around) {

  static final Duration SHORTEST = Duration.ofSeconds(3);
  static final Duration LONGEST = Duration.ofMinutes(30);

  private static final Duration USUAL = Duration.ofSeconds(18);
  private static final Duration QUICK_TOTAL = Duration.ofSeconds(90);

  /** To start the first Weir, and to write the last page; the rest is reserve. */
  private static final Duration QUICK_RESERVE = Duration.ofSeconds(4);

  /** Returns the timing of a run without haste. */
  static Timing thorough(Optional<Duration> duration) {
    return new Timing(
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        duration.orElse(USUAL),
        Duration.ofSeconds(3),
        Duration.ofMillis(2500));
  }

  private static Timing quick(Duration duration) {
    return new Timing(
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        duration,
        Duration.ofMillis(250),
        Duration.ofMillis(2000));
  }

  /**
   * Returns the timing of a quick run of so many pairs; empty if that is too many.
   *
   * @param duration of each measurement, if it is not to be chosen here
   */
  static Optional<Timing> quick(int pairs, Optional<Duration> duration) {
    Duration left = QUICK_TOTAL.minus(QUICK_RESERVE).dividedBy(pairs);
    Duration fitting = left.minus(quick(Duration.ZERO).total());
    Duration chosen = duration.orElse(Collections.min(List.of(whole(fitting), USUAL)));
    boolean fits = chosen.compareTo(SHORTEST) >= 0 && chosen.compareTo(fitting) <= 0;
    return fits ? Optional.of(quick(chosen)) : Optional.empty();
  }

  private static Duration whole(Duration duration) {
    return Duration.ofNanos(duration.toNanos() / Tally.BIN_NANOS * Tally.BIN_NANOS);
  }

  /** Returns when the measurement begins, after the first call of the backend. */
  Duration beginning() {
    return LabConfig.LATENCY.plus(warmUp).plus(gap);
  }

  /** Returns about how long one pair takes. */
  Duration total() {
    return around.plus(beginning()).plus(duration);
  }
}
