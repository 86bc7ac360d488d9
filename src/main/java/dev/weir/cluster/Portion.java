package dev.weir.cluster;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.strategy.PermitStrategy;
import java.util.List;
import java.util.Map;

/**
 * A replica's portion of a strategy: the limits of the cluster, scaled to its share of the permits.
 *
 * <p>A partition with a bound on its permits is a limit of its own, of which the replica has a
 * share of its own. What is guaranteed to a partition is scaled and rounded down. The rooms are
 * scaled and rounded up, and are no smaller than an equal part, so that requests may wait for
 * permits that the replica has yet to get: all together they have at most twice the places, and one
 * more for each replica.
 *
 * @param gate the name of the gate
 * @param whole the strategy with the limits of the cluster
 */
record Portion(String gate, PermitStrategy whole) {

  /** Returns the name of a partition's own limit. */
  String limit(Partition partition) {
    return gate + "/" + partition.name();
  }

  /** Returns the partitions that have a limit of their own. */
  List<Partition> limited() {
    return whole.sharing().partitions().stream().filter(Portion::isLimited).toList();
  }

  private static boolean isLimited(Partition partition) {
    return partition.permits() > 0 && partition.permits() != GateLimits.UNBOUNDED;
  }

  /** Returns how many permits the whole cluster has. */
  int capacity() {
    return whole.limits().permits();
  }

  /**
   * Returns the strategy with a share of the limits, by their names.
   *
   * @param replicas how many replicas there are, as far as is known
   */
  PermitStrategy of(Map<String, Integer> shares, int replicas) {
    int share = share(shares, gate, capacity());
    GateLimits limits = whole.limits();
    int room = room(limits.waitingRoom(), share, capacity(), replicas);
    List<Partition> partitions =
        whole.sharing().partitions().stream()
            .map(each -> part(each, share, shares, replicas))
            .toList();
    return whole.within(new GateLimits(share, room, limits.maxWait()), partitions);
  }

  private Partition part(Partition each, int gateShare, Map<String, Integer> shares, int replicas) {
    int whole = isLimited(each) ? each.permits() : capacity();
    int share = isLimited(each) ? share(shares, limit(each), whole) : gateShare;
    long guaranteed = (long) each.guaranteed() * share / whole;
    return new Partition(
        each.name(),
        isLimited(each) ? share : each.permits(),
        room(each.waitingRoom(), share, whole, replicas),
        (int) guaranteed);
  }

  private static int share(Map<String, Integer> shares, String limit, int whole) {
    return Math.min(whole, shares.getOrDefault(limit, 0));
  }

  private static int room(int places, int share, int whole, int replicas) {
    if (places == GateLimits.UNBOUNDED) {
      return places;
    }
    int scaled = (int) Math.ceilDiv((long) places * share, whole);
    return Math.max(scaled, Math.ceilDiv(places, replicas));
  }
}
