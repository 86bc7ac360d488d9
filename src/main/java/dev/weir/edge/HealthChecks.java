package dev.weir.edge;

import dev.weir.backend.Backend;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckResponse.Status;
import io.helidon.health.HealthCheckType;
import java.util.List;
import java.util.function.Supplier;

/** What {@code /health/live}, {@code /health/ready} and {@code /health/started} ask. */
public final class HealthChecks {

  private HealthChecks() {}

  /**
   * Returns all checks: Weir is started once it answers, alive while its gate can be read, and
   * ready while it does not drain and its backend has no known outage. A full waiting room is no
   * reason to be unready: taking a busy Weir away would put its load on the others.
   */
  public static List<HealthCheck> of(Gate gate, Backend backend, Draining draining) {
    return List.of(
        check("weir", HealthCheckType.STARTUP, () -> HealthCheckResponse.builder().status(true)),
        check("gate", HealthCheckType.LIVENESS, () -> levels(gate.levels())),
        check("draining", HealthCheckType.READINESS, () -> notDraining(draining)),
        check("backend", HealthCheckType.READINESS, () -> backend(backend)));
  }

  private static HealthCheckResponse.Builder levels(GateLevels levels) {
    return HealthCheckResponse.builder()
        .status(true)
        .detail("permits", levels.limits().permits())
        .detail("inside", levels.inside())
        .detail("waitingRoom", levels.limits().waitingRoom())
        .detail("waiting", levels.waiting());
  }

  private static HealthCheckResponse.Builder notDraining(Draining draining) {
    return HealthCheckResponse.builder().status(!draining.announced());
  }

  private static HealthCheckResponse.Builder backend(Backend backend) {
    HealthCheckResponse.Builder response = HealthCheckResponse.builder();
    backend
        .unhealthyReason()
        .ifPresentOrElse(
            reason -> response.status(Status.DOWN).detail("reason", reason),
            () -> response.status(Status.UP));
    return response;
  }

  private static HealthCheck check(
      String name, HealthCheckType type, Supplier<HealthCheckResponse.Builder> response) {
    return new HealthCheck() {
      @Override
      public HealthCheckType type() {
        return type;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public HealthCheckResponse call() {
        return response.get().build();
      }
    };
  }
}
