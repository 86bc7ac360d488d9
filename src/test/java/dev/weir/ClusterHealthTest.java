package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.cluster.ClusterLevels;
import dev.weir.cluster.ClusterLevels.GateShare;
import dev.weir.cluster.ClusterMode;
import io.helidon.health.HealthCheckResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A replica is ready when it knows its first share, and from then on. */
class ClusterHealthTest {

  private static final Duration LEASE = Duration.ofSeconds(5);

  private final AtomicReference<ClusterLevels> now =
      new AtomicReference<>(levels(ClusterMode.CLOSED, Duration.ZERO, 0));
  private final ClusterHealth health = new ClusterHealth(now::get, LEASE);

  private static ClusterLevels levels(ClusterMode mode, Duration age, int permits) {
    return new ClusterLevels(
        mode, 3, age.toNanos(), Map.of("default", new GateShare(16, permits, 1)));
  }

  private boolean isReadyIn(ClusterMode mode, Duration age, int permits) {
    now.set(levels(mode, age, permits));
    return health.check().status() == HealthCheckResponse.Status.UP;
  }

  @Test
  void itIsNotReadyBeforeTheStoreHasReplied() {
    assertThat(isReadyIn(ClusterMode.CLOSED, Duration.ZERO, 0), is(false));
    assertThat(isReadyIn(ClusterMode.LEARNING, Duration.ZERO, 0), is(false));
  }

  @Test
  void withAShareItIsReadyAndStaysReady() {
    assertThat(isReadyIn(ClusterMode.LEASED, Duration.ZERO, 1), is(true));
    assertThat(isReadyIn(ClusterMode.CLOSED, Duration.ZERO, 0), is(true));
    assertThat(isReadyIn(ClusterMode.LEARNING, Duration.ZERO, 0), is(true));
  }

  @Test
  void withoutAStoreItIsReady() {
    assertThat(isReadyIn(ClusterMode.SAFE, Duration.ZERO, 0), is(true));
  }

  @Test
  void itWaitsNoLongerThanALease() {
    assertThat(isReadyIn(ClusterMode.CLOSED, LEASE, 0), is(true));
  }

  @Test
  void itSaysWhereItsSharesComeFrom() {
    now.set(levels(ClusterMode.SAFE, Duration.ofSeconds(7), 5));
    assertThat(
        health.check().details(), is(Map.of("mode", "safe", "replicas", 3, "leaseAgeMs", 7_000L)));
  }
}
