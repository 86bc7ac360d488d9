package dev.weir.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** A replica's shares of all limits, and the gates where they are in force. */
final class Shares {

  private final List<SharedGate> gates = new ArrayList<>();
  private final Map<String, LimitShare> byLimit = new LinkedHashMap<>();
  private int replicas;

  Shares(int replicas) {
    this.replicas = replicas;
  }

  /** Takes note of how many replicas there are, for what is put in force from now on. */
  void among(int known) {
    replicas = known;
  }

  /** Adds a gate, where nothing is let in until a share is put in force. */
  void add(SharedGate gate, long nowNanos) {
    gates.add(gate);
    sample(nowNanos);
    apply();
  }

  /** Takes note of what the gates use at this moment. A limit that is new there has no share. */
  void sample(long nowNanos) {
    Set<String> limits = new HashSet<>();
    for (SharedGate gate : gates) {
      for (LimitLoad load : gate.loads()) {
        limits.add(load.limit());
        byLimit
            .computeIfAbsent(load.limit(), limit -> new LimitShare(limit, nowNanos))
            .sample(load, nowNanos);
      }
    }
    byLimit.keySet().retainAll(limits);
  }

  /** Makes what to say to the store. */
  List<LeaseClaim.Share> claim(Phase phase) {
    List<LeaseClaim.Share> claims = new ArrayList<>();
    byLimit.values().forEach(share -> claims.add(share.claim(phase)));
    return claims;
  }

  /** Puts in force what the store has granted; returns whether any share has grown. */
  boolean lease(Map<String, Integer> granted) {
    boolean grows = any(share -> granted.getOrDefault(share.limit(), 0) > share.permits());
    byLimit.forEach((limit, share) -> share.lease(granted.getOrDefault(limit, 0)));
    apply();
    return grows;
  }

  /** Puts in force what the replica has without a lease. */
  void hold(ToIntFunction<LimitShare> permits) {
    byLimit.values().forEach(share -> share.hold(permits.applyAsInt(share)));
    apply();
  }

  private void apply() {
    Map<String, Integer> permits = new LinkedHashMap<>();
    byLimit.forEach((limit, share) -> permits.put(limit, share.permits()));
    gates.forEach(gate -> gate.share(permits, replicas));
  }

  boolean any(Predicate<LimitShare> condition) {
    return byLimit.values().stream().anyMatch(condition);
  }

  /** Returns what the replica has of each gate's own limit. */
  Map<String, ClusterLevels.GateShare> levels() {
    Map<String, ClusterLevels.GateShare> levels = new LinkedHashMap<>();
    for (SharedGate gate : gates) {
      LimitShare share = byLimit.get(gate.name());
      if (share != null) {
        levels.put(
            gate.name(),
            new ClusterLevels.GateShare(share.capacity(), share.permits(), share.wanted()));
      }
    }
    return levels;
  }
}
