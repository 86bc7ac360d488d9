package dev.weir.settings;

import static dev.weir.settings.ScheduleText.LONGEST;
import static dev.weir.settings.ScheduleText.MOST_CAPACITY;
import static dev.weir.settings.ScheduleText.MOST_CONTENTION;
import static java.time.Duration.ZERO;

import dev.weir.backend.simulated.Pace;
import dev.weir.backend.simulated.SimulatedConfig;

/** Reads the settings of the simulated backend. */
final class SimulatedSettings {

  private SimulatedSettings() {}

  static SimulatedConfig from(Values values) {
    Pace pace =
        new Pace(
            values.duration("backend.simulated.latency", ZERO, LONGEST),
            values.integer("backend.simulated.capacity", 1, MOST_CAPACITY),
            values.fraction("backend.simulated.contention", 0, MOST_CONTENTION),
            values.fraction("backend.simulated.error-share", 0, 1));
    return new SimulatedConfig(
        pace,
        values.duration("backend.simulated.jitter", ZERO, LONGEST),
        values.fraction("backend.simulated.slow-share", 0, 1),
        values.fraction("backend.simulated.slow-factor", 1, 1_000_000),
        ScheduleText.read(values, pace),
        values.wholeNumber("backend.simulated.seed", Long.MIN_VALUE, Long.MAX_VALUE));
  }
}
