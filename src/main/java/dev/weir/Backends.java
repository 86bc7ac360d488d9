package dev.weir;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.http.HttpBackend;
import dev.weir.backend.http.HttpConfig;
import dev.weir.backend.jdbc.JdbcBackend;
import dev.weir.backend.simulated.Schedule;
import dev.weir.backend.simulated.SimulatedBackend;
import dev.weir.gate.GateLimits;
import dev.weir.settings.BackendSettings;
import dev.weir.settings.HttpSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import dev.weir.settings.UpstreamTlsSettings;
import dev.weir.time.Timeouts;
import dev.weir.tls.IdentityFiles;
import dev.weir.tls.UnusablePemException;
import java.util.Optional;

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
    return switch (settings.backend()) {
      case BackendSettings.Simulated simulated -> simulated(simulated);
      case HttpSettings http -> http(http, observer, timeouts);
      case BackendSettings.Jdbc jdbc ->
          new JdbcBackend(
              new JdbcBackend.Database(
                  jdbc.url(),
                  jdbc.user(),
                  jdbc.password(),
                  jdbc.sql(),
                  jdbc.maxRows(),
                  jdbc.statementTimeout()),
              // Where the gate has no bound, the pool has that which it would have.
              calls == GateLimits.UNBOUNDED ? settings.gate().limits().permits() : calls,
              timeouts);
    };
  }

  private static Backend http(HttpSettings settings, BackendObserver observer, Timeouts timeouts) {
    try {
      return new HttpBackend(http(settings), observer, timeouts);
    } catch (UnusablePemException e) {
      throw new SettingsException("backend.http.tls: " + e.getMessage());
    }
  }

  private static HttpConfig http(HttpSettings settings) {
    HttpSettings.Timeouts timeouts = settings.timeouts();
    return new HttpConfig(
        settings.urls(),
        settings.hostOfUrl(),
        new HttpConfig.Limits(
            timeouts.connect(),
            timeouts.firstByte(),
            timeouts.idle(),
            timeouts.total(),
            timeouts.keepAlive(),
            timeouts.linger(),
            timeouts.maxConnectionAge()),
        settings.coolDown(),
        Optional.of(new HttpConfig.Checks(settings.healthPath(), settings.healthInterval())),
        settings.retryBudget(),
        tls(settings.tls()));
  }

  private static HttpConfig.Tls tls(UpstreamTlsSettings settings) {
    return new HttpConfig.Tls(
        settings.ca(),
        settings
            .identity()
            .map(files -> new IdentityFiles(files.certificate(), files.privateKey())),
        settings.serverName());
  }

  private static Backend simulated(BackendSettings.Simulated settings) {
    return new SimulatedBackend(
        behaviour(settings, settings.pace()),
        new SimulatedBackend.SlowTail(settings.slowShare(), settings.slowFactor()),
        new Schedule(
            settings.schedule().stream()
                .map(
                    phase ->
                        new Schedule.Phase(
                            phase.from(), phase.hangs(), behaviour(settings, phase.pace())))
                .toList()));
  }

  private static SimulatedBackend.Behaviour behaviour(
      BackendSettings.Simulated settings, BackendSettings.Pace pace) {
    return new SimulatedBackend.Behaviour(
        pace.latency(),
        settings.jitter(),
        pace.capacity(),
        pace.contention(),
        pace.errorShare(),
        settings.seed());
  }
}
