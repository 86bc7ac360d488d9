package dev.weir;

import dev.weir.cluster.ClusterLevels;
import dev.weir.cluster.ClusterLevels.GateShare;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.health.HealthObserverConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What {@code /health} says of a replica's part in its cluster: where its shares come from, and
 * whether it is ready.
 *
 * <p>A replica is ready once it knows its first share, or has waited for it as long as a lease: at
 * the first start of a cluster the store learns for so long what its replicas have. From then on
 * the store changes nothing: all replicas may lose it at once, and must not be taken away together.
 */
final class ClusterHealth {

  private final Supplier<ClusterLevels> levels;
  private final Duration longestWait;
  private final AtomicBoolean hasBegun = new AtomicBoolean();

  /**
   * Makes the checks of a replica.
   *
   * @param longestWait how long a first share is waited for
   */
  ClusterHealth(Supplier<ClusterLevels> levels, Duration longestWait) {
    this.levels = levels;
    this.longestWait = longestWait;
  }

  /** Adds the check. */
  void addTo(HealthObserverConfig.Builder health) {
    health.addCheck(this::check, HealthCheckType.READINESS, "cluster");
  }

  HealthCheckResponse check() {
    ClusterLevels now = levels.get();
    return HealthCheckResponse.builder()
        .status(isReady(now))
        .detail("mode", now.mode().label())
        .detail("replicas", now.replicas())
        .detail("leaseAgeMs", TimeUnit.NANOSECONDS.toMillis(now.leaseAgeNanos()))
        .build();
  }

  private boolean isReady(ClusterLevels now) {
    if (!hasBegun.get()) {
      hasBegun.set(knowsShare(now));
    }
    return hasBegun.get();
  }

  private boolean knowsShare(ClusterLevels now) {
    return switch (now.mode()) {
      case LEASED, DIVIDED, SAFE, LAST -> true;
      case LEARNING -> hasPermits(now);
      case CLOSED -> now.leaseAgeNanos() >= longestWait.toNanos();
    };
  }

  private static boolean hasPermits(ClusterLevels now) {
    return now.gates().values().stream().mapToInt(GateShare::permits).anyMatch(it -> it > 0);
  }
}
