package dev.weir.cluster;

import dev.weir.gate.strategy.PermitStrategy;
import dev.weir.gate.strategy.UpdatableGate;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One replica's part in a cluster: keeps its shares of the limits of gates up to date, on a thread
 * of its own. No request waits for the store.
 */
public final class Cluster implements AutoCloseable {

  /**
   * Takes part in nothing yet.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  public Cluster(
      ClusterConfig config, LeaseStore store, ClusterObserver observer, LongSupplier nanoTime) {}

  /**
   * Shares the limits of a gate with the other replicas, from {@link #start} on: its permits, its
   * room and the bounds of its partitions are those of the cluster.
   *
   * @param strategy the strategy with the limits of the whole cluster
   * @param gate the gate, open, which must be entered through the one returned only
   * @return the gate, with the share of this replica; its strategy is updated with the limits of
   *     the whole cluster
   */
  public UpdatableGate share(String name, PermitStrategy strategy, UpdatableGate gate) {
    return gate;
  }

  /** Asks for the first lease, and keeps it from then on. */
  public void start() {}

  /** Returns one picture of its part. */
  public ClusterLevels levels() {
    return new ClusterLevels(ClusterMode.SAFE, 1, 0, Map.of());
  }

  /** Wants nothing more: gives back what comes back, while the last requests are served. */
  public void drain() {}

  /** Leaves the cluster; what is still out is given back with its lease's end. */
  @Override
  public void close() {}
}
