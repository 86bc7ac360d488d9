package dev.weir.edge;

import dev.weir.backend.Backend;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.routing.Route;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckResponse.Status;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.health.HealthObserverConfig;
import java.util.Map;
import java.util.Objects;

/** What {@code /health/live}, {@code /health/ready} and {@code /health/started} ask. */
public final class HealthChecks {

  private HealthChecks() {}

  /**
   * Adds all checks: Weir is started once it responds, alive while its gates can be read, and ready
   * while it does not drain and its backend has no known outage. A full waiting room is no reason
   * to be unready: taking a busy Weir away would put its load on the others.
   *
   * @param gates the gates by their names, those too that are opened later
   */
  public static void addTo(
      HealthObserverConfig.Builder health,
      Map<String, Gate> gates,
      Backend backend,
      Draining draining) {
    health
        .addCheck(() -> ofDefault(gates), HealthCheckType.LIVENESS, "gate")
        .addCheck(() -> ofOthers(gates), HealthCheckType.LIVENESS, "gates")
        .addCheck(HealthChecks::started, HealthCheckType.STARTUP, "weir")
        .addCheck(() -> notDraining(draining), HealthCheckType.READINESS, "draining")
        .addCheck(() -> outage(backend), HealthCheckType.READINESS, "backend");
  }

  private static HealthCheckResponse started() {
    return HealthCheckResponse.builder().status(true).build();
  }

  /** Returns what the default gate says of itself. */
  private static HealthCheckResponse ofDefault(Map<String, Gate> gates) {
    HealthCheckResponse.Builder response = HealthCheckResponse.builder().status(true);
    addLevels(response, "", Objects.requireNonNull(gates.get(Route.DEFAULT_NAME)).levels());
    return response.build();
  }

  /** Returns what each other gate says, by its name: Helidon knows only the checks of the start. */
  private static HealthCheckResponse ofOthers(Map<String, Gate> gates) {
    HealthCheckResponse.Builder response = HealthCheckResponse.builder().status(true);
    gates.forEach(
        (name, gate) -> {
          if (!name.equals(Route.DEFAULT_NAME)) {
            addLevels(response, name + ".", gate.levels());
          }
        });
    return response.build();
  }

  private static void addLevels(
      HealthCheckResponse.Builder response, String prefix, GateLevels levels) {
    response
        .detail(prefix + "permits", levels.limits().permits())
        .detail(prefix + "inside", levels.inside())
        .detail(prefix + "waitingRoom", levels.limits().waitingRoom())
        .detail(prefix + "waiting", levels.waiting());
  }

  private static HealthCheckResponse notDraining(Draining draining) {
    return HealthCheckResponse.builder().status(!draining.announced()).build();
  }

  private static HealthCheckResponse outage(Backend backend) {
    HealthCheckResponse.Builder response = HealthCheckResponse.builder();
    backend
        .unhealthyReason()
        .ifPresentOrElse(
            reason -> response.status(Status.DOWN).detail("reason", reason),
            () -> response.status(Status.UP));
    return response.build();
  }
}
