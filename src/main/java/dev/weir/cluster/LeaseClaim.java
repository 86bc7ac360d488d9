package dev.weir.cluster;

import java.util.List;

/**
 * What a replica says to the store.
 *
 * @param config the cluster and the replica
 * @param sequence larger than in each claim before of the same replica
 * @param shares what it says of each shared limit
 * @param leaving whether it is about to stop: it wants permits for the requests that it has, and
 *     none in advance
 */
public record LeaseClaim(ClusterConfig config, long sequence, List<Share> shares, boolean leaving) {

  /** Keeps a copy of the shares. */
  public LeaseClaim {
    shares = List.copyOf(shares);
  }

  /**
   * What it says of one limit.
   *
   * @param limit the name of the limit: that of a gate, or of one of its partitions
   * @param capacity the whole of it
   * @param wants how many permits it has use for
   * @param permits how many it may have out at the moment
   * @param inside how many it has out
   */
  public record Share(String limit, int capacity, int wants, int permits, int inside) {

    /** Returns how many it holds: as many as it may, or more that it has yet to get back. */
    int held() {
      return Math.max(permits, inside);
    }
  }
}
