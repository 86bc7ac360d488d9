package dev.weir.cluster;

import java.util.Map;

/**
 * What the store grants.
 *
 * @param replicas how many replicas there are
 * @param learning whether the store has lost its memory, and learns what its replicas have
 * @param granted how many permits the replica may have out from now on, by the name of the limit
 */
public record LeaseReply(int replicas, boolean learning, Map<String, Integer> granted) {

  /** Keeps a copy of the grants. */
  public LeaseReply {
    granted = Map.copyOf(granted);
  }
}
