package dev.weir.metrics;

import dev.weir.cluster.ClusterLevels;
import dev.weir.cluster.ClusterLevels.GateShare;
import dev.weir.cluster.ClusterMode;
import dev.weir.cluster.ClusterObserver;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of a replica's part in a cluster. A Weir by itself has none of them.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code weir_cluster_info}<td>gauge, {@code name}<td>never: it is 1, and has the name of the
 *     cluster
 * <tr><td>{@code weir_cluster_mode}<td>gauge, {@code mode}<td>1 for where the shares come from now:
 *     {@code leased}, {@code learning}, {@code divided}, {@code safe}, {@code last} or {@code
 *     closed}; 0 for all others
 * <tr><td>{@code weir_cluster_replicas}<td>gauge<td>how many replicas there are, as far as is known
 * <tr><td>{@code weir_lease_age_seconds}<td>gauge<td>how long ago the lease was asked for that is in
 *     force, or was last
 * <tr><td>{@code weir_lease_limit}<td>gauge, {@code gate}<td>how many permits this replica takes for
 *     those of the whole cluster
 * <tr><td>{@code weir_lease_permits}<td>gauge, {@code gate}<td>how many of these it may have out
 * <tr><td>{@code weir_lease_wanted}<td>gauge, {@code gate}<td>how many it has asked for
 * <tr><td>{@code weir_cluster_store_duration_seconds}<td>histogram<td>when a call of the store has
 *     succeeded, by the time that it took
 * <tr><td>{@code weir_cluster_store_errors_total}<td>counter<td>when a call of the store has failed
 * </table>
 */
public final class ClusterMetrics {

  private static final String GATE = "gate";

  private final Families families;

  ClusterMetrics(Families families) {
    this.families = families;
  }

  /** Makes what counts the calls of the store of a cluster of this name; once. */
  public ClusterObserver of(String cluster) {
    families.gauges(
        "weir_cluster_info", "The cluster of this replica.", it -> it.call(1, cluster), "name");
    return new Calls(
        families
            .histogram("weir_cluster_store_duration_seconds", "Calls of the store of leases.")
            .labelValues(),
        families.counter(
            "weir_cluster_store_errors_total", "Calls of the store of leases that failed."));
  }

  /** Shows a replica's part in its cluster; once for each of these metrics. */
  public void show(Supplier<ClusterLevels> levels) {
    families.gauges(
        "weir_cluster_mode",
        "Where the shares of this replica come from: 1 for that, 0 for all else.",
        gauge -> {
          ClusterMode now = levels.get().mode();
          for (ClusterMode mode : ClusterMode.values()) {
            gauge.call(mode == now ? 1 : 0, mode.label());
          }
        },
        "mode");
    families.gauge(
        "weir_cluster_replicas",
        "Replicas of the cluster, as far as is known.",
        () -> levels.get().replicas());
    families.gauge(
        "weir_lease_age_seconds",
        "How long ago the lease was asked for.",
        () -> levels.get().leaseAgeNanos() / 1e9);
    show("weir_lease_limit", "Permits of the whole cluster.", levels, GateShare::limit);
    show("weir_lease_permits", "Permits that this replica may use.", levels, GateShare::permits);
    show("weir_lease_wanted", "Permits that this replica asks for.", levels, GateShare::wanted);
  }

  private void show(
      String name, String help, Supplier<ClusterLevels> levels, ToDoubleFunction<GateShare> level) {
    families.gauges(
        name,
        help,
        gauge ->
            levels
                .get()
                .gates()
                .forEach((gate, share) -> gauge.call(level.applyAsDouble(share), gate)),
        GATE);
  }

  private record Calls(DistributionDataPoint durations, Counter errors) implements ClusterObserver {

    @Override
    public void called(long tookNanos) {
      durations.observe(tookNanos / 1e9);
    }

    @Override
    public void failed(String reason) {
      errors.inc();
    }
  }
}
