package dev.weir.settings;

import dev.weir.admission.GateLimits;
import dev.weir.admission.strategy.Strategies;
import java.time.Duration;

/**
 * How the gate decides.
 *
 * @param strategy the name of its strategy
 * @param limits the limits it keeps
 */
public record GateSettings(String strategy, GateLimits limits) {

  private static final int MOST = 1_000_000;

  static GateSettings from(Values values) {
    return new GateSettings(
        values.oneOf(Key.GATE_STRATEGY, Strategies.names()),
        new GateLimits(
            values.integer(Key.GATE_PERMITS, 1, MOST),
            values.integer(Key.GATE_WAITING_ROOM, 0, MOST),
            values.duration(Key.GATE_MAX_WAIT, Duration.ZERO, Duration.ofHours(1))));
  }
}
