package dev.weir.cluster;

import java.time.Duration;

/**
 * How a replica takes part in a cluster.
 *
 * @param name the name of the cluster, which its replicas share
 * @param replica the name of this replica, which no other one has, ever
 * @param lease for how long a lease is valid, at least a second
 * @param onLoss what it may have without a lease
 * @param expectedReplicas how many replicas there are, as long as the store has not said so
 */
public record ClusterConfig(
    String name, String replica, Duration lease, OnLoss onLoss, int expectedReplicas) {}
