package dev.weir.settings;

import dev.weir.backend.http.HttpConfig;
import dev.weir.backend.jdbc.JdbcConfig;
import dev.weir.backend.simulated.SimulatedConfig;
import java.util.Optional;

/** What is protected: one of three kinds. */
public sealed interface BackendSettings {

  /** A backend that only takes time. */
  record Simulated(SimulatedConfig config) implements BackendSettings {}

  /** An HTTP service. */
  record Http(HttpConfig config) implements BackendSettings {}

  /** A database. */
  record Jdbc(JdbcConfig config) implements BackendSettings {}

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
