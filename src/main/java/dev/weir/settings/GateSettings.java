package dev.weir.settings;

import dev.weir.gate.GateLimits;
import dev.weir.gate.strategy.Strategies;
import dev.weir.gate.strategy.Tuning;
import java.time.Duration;
import java.util.List;

/**
 * How the gate decides.
 *
 * @param strategy the name of its strategy
 * @param limits the limits it keeps
 * @param tuning what the strategies are told beyond that
 * @param pace how long a refusal may be held
 * @param priorityHeader the name of the field that says how much a request matters
 * @param priorityOfProxiesOnly whether that counts only if a trusted proxy says it
 */
public record GateSettings(
    String strategy,
    GateLimits limits,
    Tuning tuning,
    Duration pace,
    String priorityHeader,
    boolean priorityOfProxiesOnly) {

  private static final Duration LONGEST_PACE = Duration.ofSeconds(10);
  private static final String ADAPTIVE = "adaptive";
  private static final String PRIORITY = "priority";
  private static final String PROXIES = "proxies";

  /** Returns whether a class that a stranger names would be heard, if his word counted. */
  public boolean keepsPriorityFromStrangers() {
    return strategy.equals(PRIORITY) && priorityOfProxiesOnly;
  }

  static GateSettings from(Values values) {
    String strategy = values.oneOf(Key.GATE_STRATEGY, Strategies.names());
    GateLimits limits =
        new GateLimits(
            values.integer(Key.GATE_PERMITS, 1, GateLimits.MOST),
            values.integer(Key.GATE_WAITING_ROOM, 0, GateLimits.MOST),
            values.duration(Key.GATE_MAX_WAIT, Duration.ZERO, Duration.ofHours(1)));
    Tuning tuning = TuningSettings.from(values);
    int fewest = tuning.adaptive().fewestPermits();
    int most = tuning.adaptive().mostPermits();
    boolean within = limits.permits() >= fewest && limits.permits() <= most;
    if (strategy.equals(ADAPTIVE) && !within) {
      throw values.bad(
          Key.GATE_PERMITS,
          "must be within what adaptive may choose from, " + fewest + " to " + most);
    }
    return new GateSettings(
        strategy,
        limits,
        tuning,
        values.duration(Key.GATE_PACE, Duration.ZERO, LONGEST_PACE),
        values.fieldName(Key.PRIORITY_HEADER),
        values.oneOf(Key.PRIORITY_TRUST, List.of("everyone", PROXIES)).equals(PROXIES));
  }
}
