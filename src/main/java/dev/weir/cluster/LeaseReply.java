package dev.weir.cluster;

import java.util.Map;

/**
 * What the store grants.
 *
 * @param replicas how many replicas there are, at least 1
 * @param mode where the grants come from: {@link ClusterMode#LEASED}, {@link ClusterMode#LEARNING}
 *     or {@link ClusterMode#DIVIDED}
 * @param granted how many permits the replica may have out from now on, by the name of the limit
 */
public record LeaseReply(int replicas, ClusterMode mode, Map<String, Integer> granted) {

  /** Keeps a copy of the grants. */
  public LeaseReply {
    granted = Map.copyOf(granted);
  }
}
