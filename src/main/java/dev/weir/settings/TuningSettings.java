package dev.weir.settings;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.strategy.Tuning;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads what the strategies are told beyond the limits. All of it is checked, whichever strategy is
 * used, so that a mistake is found before the strategy is changed.
 */
final class TuningSettings {

  /** The key of each class's share. */
  static final Map<Priority, Key> SHARE_KEYS =
      Map.of(
          Priority.CRITICAL, Key.PRIORITY_CRITICAL,
          Priority.HIGH, Key.PRIORITY_HIGH,
          Priority.NORMAL, Key.PRIORITY_NORMAL,
          Priority.LOW, Key.PRIORITY_LOW);

  private static final double SLOWEST_PER_SECOND = 0.001;
  private static final double FASTEST_PER_SECOND = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private TuningSettings() {}

  static Tuning from(Values values) {
    return new Tuning(
        values.trueOrFalse(Key.GATE_PREDICT),
        new Tuning.TokenBucket(
            perSecond(values, Key.TOKEN_BUCKET_RATE),
            values.integer(Key.TOKEN_BUCKET_BURST, 1, GateLimits.MOST)),
        new Tuning.LeakyBucket(perSecond(values, Key.LEAKY_BUCKET_RATE)),
        shares(values),
        adaptive(values),
        codel(values));
  }

  private static double perSecond(Values values, Key key) {
    return values.fraction(key, SLOWEST_PER_SECOND, FASTEST_PER_SECOND);
  }

  private static Tuning.Shares shares(Values values) {
    Map<Priority, Double> shares = new EnumMap<>(Priority.class);
    SHARE_KEYS.forEach((priority, key) -> shares.put(priority, values.fraction(key, 0, 1)));
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    // What is written with a few digits must not be refused for how it is added up in binary.
    double thousandths = Math.round(sum * 1e6) / 1e6;
    if (thousandths > 1) {
      throw values.bad(
          Key.PRIORITY_CRITICAL,
          "with high, normal and low it must be at most 1, not " + thousandths);
    }
    return new Tuning.Shares(shares, values.fraction(Key.PRIORITY_LENDABLE, 0, 1));
  }

  private static Tuning.Adaptive adaptive(Values values) {
    int fewest = values.integer(Key.ADAPTIVE_MIN_PERMITS, 1, GateLimits.MOST);
    return new Tuning.Adaptive(
        fewest, values.integer(Key.ADAPTIVE_MAX_PERMITS, fewest, GateLimits.MOST));
  }

  private static Tuning.CoDel codel(Values values) {
    Duration interval = values.duration(Key.CODEL_INTERVAL, SHORTEST, LONGEST);
    return new Tuning.CoDel(values.duration(Key.CODEL_TARGET, Duration.ZERO, interval), interval);
  }
}
