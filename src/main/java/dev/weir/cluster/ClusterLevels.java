package dev.weir.cluster;

import java.util.Map;

/**
 * One picture of a replica's part in a cluster.
 *
 * @param mode where its share comes from
 * @param replicas how many replicas there are, as far as is known
 * @param leaseAgeNanos how long ago the lease was asked for, in nanoseconds; the time since the
 *     start, if there never was one
 * @param gates what it has of each shared gate, by the gate's name
 */
public record ClusterLevels(
    ClusterMode mode, int replicas, long leaseAgeNanos, Map<String, GateShare> gates) {

  /** Keeps a copy of the shares. */
  public ClusterLevels {
    gates = Map.copyOf(gates);
  }

  /**
   * A replica's share of one gate.
   *
   * @param limit the permits of the whole cluster
   * @param permits how many of them the replica may have out
   * @param wanted how many it has asked for
   */
  public record GateShare(int limit, int permits, int wanted) {}
}
