package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.weir.cluster.ClusterLevels;
import dev.weir.cluster.ClusterLevels.GateShare;
import dev.weir.cluster.ClusterMode;
import dev.weir.cluster.ClusterObserver;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A replica's part in a cluster is seen from the start, and that of a Weir by itself is not. */
class ClusterMetricsTest {

  private final WeirMetrics metrics = new WeirMetrics("test");
  private final Scrape scrape = new Scrape(metrics.registry());

  private static ClusterLevels levels(ClusterMode mode) {
    return new ClusterLevels(
        mode,
        3,
        TimeUnit.MILLISECONDS.toNanos(1_500),
        Map.of("default", new GateShare(16, 7, 9), "uploads", new GateShare(4, 0, 1)));
  }

  @Test
  void aWeirByItselfHasNone() {
    assertThat(scrape.series("weir_cluster_store_errors"), is(empty()));
    assertThat(scrape.series("weir_cluster_mode"), is(empty()));
  }

  @Test
  void theModeInForceIsOneAndTheOthersAreZero() {
    metrics.cluster().show(() -> levels(ClusterMode.SAFE));
    assertThat(scrape.series("weir_cluster_mode"), hasSize(ClusterMode.values().length));
    assertThat(scrape.value("weir_cluster_mode", "mode", "safe"), is(1.0));
    assertThat(scrape.value("weir_cluster_mode", "mode", "leased"), is(0.0));
  }

  @Test
  void sharesAreThoseOfEachGate() {
    metrics.cluster().show(() -> levels(ClusterMode.LEASED));
    assertThat(scrape.value("weir_cluster_replicas"), is(3.0));
    assertThat(scrape.value("weir_lease_age_seconds"), is(1.5));
    assertThat(scrape.value("weir_lease_limit", "gate", "default"), is(16.0));
    assertThat(scrape.value("weir_lease_permits", "gate", "default"), is(7.0));
    assertThat(scrape.value("weir_lease_wanted", "gate", "default"), is(9.0));
    assertThat(scrape.value("weir_lease_permits", "gate", "uploads"), is(0.0));
  }

  @Test
  void callsOfTheStoreAreCounted() {
    ClusterObserver observer = metrics.cluster().of("shop");
    assertThat(scrape.value("weir_cluster_info", "name", "shop"), is(1.0));
    assertThat(scrape.value("weir_cluster_store_errors"), is(0.0));
    assertThat(scrape.series("weir_cluster_store_duration_seconds"), hasSize(1));
    observer.called(1_000_000);
    observer.failed("refused");
    assertThat(scrape.value("weir_cluster_store_errors"), is(1.0));
  }
}
