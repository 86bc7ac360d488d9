package dev.weir.settings;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.http.HttpBackend;
import dev.weir.backend.http.HttpConfig;
import dev.weir.backend.jdbc.JdbcBackend;
import dev.weir.backend.jdbc.JdbcConfig;
import dev.weir.backend.simulated.SimulatedBackend;
import dev.weir.backend.simulated.SimulatedConfig;
import dev.weir.time.Timeouts;
import dev.weir.tls.UnusablePemException;
import java.util.Optional;

/** What is protected: one of three kinds. */
public sealed interface BackendSettings {

  /**
   * Makes the backend that the settings describe.
   *
   * @param connections the size of its pool, if it has one
   * @param observer hears what it does
   * @param timeouts the clock of its timeouts
   * @throws SettingsException if a file that the settings name can't be used
   */
  Backend open(int connections, BackendObserver observer, Timeouts timeouts);

  /**
   * Reads the files that the settings name, as {@link #open} does.
   *
   * @throws SettingsException if one can't be used
   */
  default void check() {}

  /**
   * Puts these settings in force at a backend that was opened by others of the same kind, as far as
   * they can change while it is open.
   *
   * @throws SettingsException if a file that the settings name can't be used; then nothing has
   *     changed
   */
  default void update(Backend backend) {}

  /** A backend that only takes time. */
  record Simulated(SimulatedConfig config) implements BackendSettings {
    @Override
    public Backend open(int connections, BackendObserver observer, Timeouts timeouts) {
      return new SimulatedBackend(config);
    }
  }

  /** An HTTP service. */
  record Http(HttpConfig config) implements BackendSettings {
    @Override
    public Backend open(int connections, BackendObserver observer, Timeouts timeouts) {
      try {
        return new HttpBackend(config, observer, timeouts);
      } catch (UnusablePemException e) {
        throw bad(e);
      }
    }

    @Override
    public void check() {
      try {
        HttpBackend.check(config);
      } catch (UnusablePemException e) {
        throw bad(e);
      }
    }

    @Override
    public void update(Backend backend) {
      try {
        ((HttpBackend) backend).update(config);
      } catch (UnusablePemException e) {
        throw bad(e);
      }
    }

    private static SettingsException bad(UnusablePemException e) {
      return new SettingsException("backend.http.tls: " + e.getMessage());
    }
  }

  /** A database. */
  record Jdbc(JdbcConfig config) implements BackendSettings {
    @Override
    public Backend open(int connections, BackendObserver observer, Timeouts timeouts) {
      return new JdbcBackend(config, connections, timeouts);
    }
  }

  /** Reads the settings of all three kinds, so that a mistake in any is found, and returns one. */
  static BackendSettings from(Values values) {
    SimulatedConfig simulated = SimulatedSettings.from(values);
    JdbcConfig jdbc = JdbcSettings.from(values);
    Optional<HttpConfig> http = HttpSettings.from(values);
    return switch (BackendKind.of(values)) {
      case SIMULATED -> new Simulated(simulated);
      case JDBC -> new Jdbc(jdbc);
      case HTTP ->
          http.map(Http::new)
              .orElseThrow(
                  () -> values.bad(HttpSettings.URL, "must be set when backend.type is http"));
    };
  }
}
