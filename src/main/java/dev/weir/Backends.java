package dev.weir;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.http.HttpBackend;
import dev.weir.backend.jdbc.JdbcBackend;
import dev.weir.backend.simulated.SimulatedBackend;
import dev.weir.gate.GateLimits;
import dev.weir.settings.BackendSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import dev.weir.time.Timeouts;
import dev.weir.tls.UnusablePemException;

/** Makes a backend of its settings. */
final class Backends {

  private Backends() {}

  /**
   * Makes what the settings say is protected.
   *
   * @param calls how many calls there may be at once
   * @param observer hears what it does
   * @param timeouts the clock of its timeouts
   * @throws SettingsException if a file that they name can't be used
   */
  static Backend of(Settings settings, int calls, BackendObserver observer, Timeouts timeouts) {
    // Where the gate has no bound, a pool has that which the gate would have.
    int connections = calls == GateLimits.UNBOUNDED ? settings.gate().limits().permits() : calls;
    try {
      return switch (settings.backend()) {
        case BackendSettings.Simulated simulated -> new SimulatedBackend(simulated.config());
        case BackendSettings.Http http -> new HttpBackend(http.config(), observer, timeouts);
        case BackendSettings.Jdbc jdbc -> new JdbcBackend(jdbc.config(), connections, timeouts);
      };
    } catch (UnusablePemException e) {
      throw new SettingsException("backend.http.tls: " + e.getMessage());
    }
  }
}
