package dev.weir.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Replicas, the calls that they let through to one backend, and what befalls them. */
final class Simulation {

  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;
  private static final Duration LEASE = Duration.ofSeconds(1);

  /** Longer ones would outlive the lease of a replica that was killed. */
  private static final long LONGEST_CALL_MILLIS = 600;

  private final RandomGenerator random;
  private final int capacity;
  private final OnLoss onLoss;
  private final VirtualTime time = new VirtualTime();
  private final SimulatedNetwork network;
  private final List<SimulatedReplica> replicas = new ArrayList<>();
  private final Map<SimulatedReplica, Long> alone = new HashMap<>();
  private final Map<SimulatedReplica, Double> load = new HashMap<>();
  private int started;
  private long clockSetNanos;
  private long busyNanos;
  private long lastAtBackend;
  private long checkedNanos;

  Simulation(ScriptedStore store, OnLoss onLoss, int capacity, RandomGenerator random) {
    this.random = random;
    this.capacity = capacity;
    this.onLoss = onLoss;
    this.network = new SimulatedNetwork(store, time, random);
  }

  SimulatedReplica start(int expectedReplicas) {
    ClusterConfig config =
        new ClusterConfig(
            "simulated", String.format("r%04d", started++), LEASE, onLoss, expectedReplicas);
    SimulatedReplica replica =
        new SimulatedReplica(
            config, capacity, 2 * capacity, this::callNanos, time, network, random);
    replicas.add(replica);
    if (!network.isUp()) {
      // It can't know of the others.
      alone.put(replica, Long.MAX_VALUE);
    }
    load(replica, 1);
    arrivals(replica);
    return replica;
  }

  private long callNanos() {
    boolean isLong = random.nextInt(10) == 0;
    return random.nextLong(20, isLong ? LONGEST_CALL_MILLIS : 120) * MILLI;
  }

  /** Sets how much comes to a replica, where 1 is all that the backend can do. */
  void load(SimulatedReplica replica, double load) {
    this.load.put(replica, load);
  }

  private void arrivals(SimulatedReplica replica) {
    double perSecond = Math.max(0.1, load.getOrDefault(replica, 0.0) * capacity / 0.09);
    double seconds = -Math.log(1 - random.nextDouble()) / perSecond;
    time.after(
        (long) Math.min(200 * MILLI, seconds * SECOND),
        () -> {
          if (!replica.isDead()) {
            if (seconds < 0.2) {
              replica.arrive();
            }
            arrivals(replica);
          }
        });
  }

  /** Lets something befall them every now and then. */
  void faultsUntil(long untilNanos) {
    while (time.nowNanos() < untilNanos) {
      runFor(random.nextLong(50, 700) * MILLI);
      fault();
    }
  }

  private void fault() {
    SimulatedReplica some = replicas.get(random.nextInt(replicas.size()));
    long nanos = random.nextLong(50, 2_500) * MILLI;
    switch (random.nextInt(13)) {
      case 0 -> replace(some);
      case 1, 2 -> {
        some.pause();
        time.after(nanos, some::goOn);
      }
      case 3 -> {
        some.cutOff(true);
        alone.put(some, Long.MAX_VALUE);
        time.after(nanos, () -> some.cutOff(false));
      }
      case 4, 5 -> {
        network.hang();
        time.after(nanos, network::resume);
      }
      case 6 -> network.startEmpty();
      case 7 -> {
        network.stop();
        time.after(nanos, network::startEmpty);
      }
      case 8 -> network.startFromSaved();
      case 9 -> network.save();
      case 10 -> network.lose(random.nextDouble() / 10);
      case 11 -> setClock();
      default -> load(some, List.of(0.0, 0.2, 1.0, 5.0).get(random.nextInt(4)));
    }
  }

  private void replace(SimulatedReplica some) {
    some.kill();
    replicas.remove(some);
    dead.add(some);
    start(replicas.size() + 1);
  }

  private final List<SimulatedReplica> dead = new ArrayList<>();

  /** By less than the margin, and not twice in a lease. */
  private void setClock() {
    if (time.nowNanos() - clockSetNanos > 2 * LEASE.toNanos()) {
      clockSetNanos = time.nowNanos();
      network.setClock(random.nextLong(-40, 40));
    }
  }

  /** Ends all that is wrong, and lets more come to each replica than it can have. */
  void heal() {
    network.lose(0);
    if (!network.isUp()) {
      network.startEmpty();
    }
    for (SimulatedReplica each : replicas) {
      each.cutOff(false);
      each.goOn();
      load(each, 5);
    }
  }

  void runFor(long nanos) {
    time.runUntil(time.nowNanos() + nanos, this::check);
  }

  /**
   * Fails if the backend has more than the limit of those that are not alone: a replica that could
   * not reach the store while it was there, or that had just come when the store was lost; until
   * all have had the store for two leases again.
   */
  private void check() {
    int atBackend = replicas.stream().mapToInt(each -> each.gate().atBackend()).sum();
    busyNanos += lastAtBackend * (time.nowNanos() - checkedNanos);
    lastAtBackend = atBackend;
    checkedNanos = time.nowNanos();
    int inside = 0;
    for (SimulatedReplica each : replicas) {
      inside += isAlone(each) ? 0 : each.gate().atBackend();
    }
    for (SimulatedReplica each : dead) {
      inside += alone.containsKey(each) ? 0 : each.gate().atBackend();
    }
    if (inside > capacity) {
      throw new AssertionError(
          "inside %d of %d at %d ms: %s"
              .formatted(inside, capacity, time.nowNanos() / MILLI, shares()));
    }
  }

  private boolean isAlone(SimulatedReplica each) {
    if (each.missesTheStore() || isUnknownToOthers(each)) {
      alone.put(each, Long.MAX_VALUE);
      return true;
    }
    Long until = alone.get(each);
    if (until == null) {
      return false;
    }
    if (!network.isUp()) {
      // The others can't make room for it.
      alone.put(each, Long.MAX_VALUE);
      return true;
    }
    if (until == Long.MAX_VALUE && each.isLeased() && !each.isPaused()) {
      alone.put(each, time.nowNanos() + 2 * LEASE.toNanos());
    } else if (until < time.nowNanos()) {
      alone.remove(each);
      return false;
    }
    return true;
  }

  /** The store was lost before all the others had heard of it. */
  private boolean isUnknownToOthers(SimulatedReplica each) {
    return !network.isUp() && time.nowNanos() - each.joinedNanos() < LEASE.toNanos();
  }

  List<Integer> shares() {
    return replicas.stream().map(each -> each.gate().permits()).toList();
  }

  List<SimulatedReplica> replicas() {
    return replicas;
  }

  /** Returns how long all permits together were in use. */
  long busyNanos() {
    return busyNanos;
  }
}
