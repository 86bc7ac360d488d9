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

/** What {@code /health/live}, {@code /health/ready} and {@code /health/started} ask. */
public final class HealthChecks {

  private HealthChecks() {}

  /**
   * Adds all checks: Weir is started once it responds, alive while its gates can be read, and ready
   * while it does not drain and its backend has no known outage. A full waiting room is no reason
   * to be unready: taking a busy Weir away would put its load on the others.
   *
   * @param gates the gates by their names
   */
  public static void addTo(
      HealthObserverConfig.Builder health,
      Map<String, Gate> gates,
      Backend backend,
      Draining draining) {
    gates.forEach(
        (name, gate) ->
            health.addCheck(() -> levels(gate.levels()), HealthCheckType.LIVENESS, check(name)));
    health
        .addCheck(HealthChecks::started, HealthCheckType.STARTUP, "weir")
        .addCheck(() -> notDraining(draining), HealthCheckType.READINESS, "draining")
        .addCheck(() -> outage(backend), HealthCheckType.READINESS, "backend");
  }

  /** Checks of gates are named as their settings are: {@code gate} and {@code gates.NAME}. */
  private static String check(String gate) {
    return gate.equals(Route.DEFAULT_NAME) ? "gate" : "gates." + gate;
  }

  private static HealthCheckResponse started() {
    return HealthCheckResponse.builder().status(true).build();
  }

  private static HealthCheckResponse levels(GateLevels levels) {
    return HealthCheckResponse.builder()
        .status(true)
        .detail("permits", levels.limits().permits())
        .detail("inside", levels.inside())
        .detail("waitingRoom", levels.limits().waitingRoom())
        .detail("waiting", levels.waiting())
        .build();
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
