package dev.weir;

import dev.weir.cluster.ClusterLevels;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.health.HealthObserverConfig;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What {@code /health} says of a replica's part in its cluster. */
final class ClusterHealth {

  private ClusterHealth() {}

  /**
   * Adds a check that is always up, with details. A replica without a lease serves on with what it
   * may have; all replicas may lose the store at once, and must not be taken away together.
   */
  static void addTo(HealthObserverConfig.Builder health, Supplier<ClusterLevels> levels) {
    health.addCheck(() -> levels(levels.get()), HealthCheckType.LIVENESS, "cluster");
  }

  private static HealthCheckResponse levels(ClusterLevels levels) {
    return HealthCheckResponse.builder()
        .status(true)
        .detail("mode", levels.mode().label())
        .detail("replicas", levels.replicas())
        .detail("leaseAgeMs", TimeUnit.NANOSECONDS.toMillis(levels.leaseAgeNanos()))
        .build();
  }
}
