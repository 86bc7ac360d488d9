package dev.weir.cluster;

import dev.weir.gate.GateLevels;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.strategy.PermitStrategy;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.UpdatableGate;
import dev.weir.gate.strategy.UpdateEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The share of one gate, and of those of its partitions that have a limit of their own. */
final class GateShare implements SharedGate {

  private final UpdatableGate gate;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Portion portion;
  private Map<String, Integer> permits = Map.of();
  private int replicas = 1;

  /**
   * Makes the share of a gate, which has all of its limits until a share is put in force.
   *
   * @param whole the strategy with the limits of the whole cluster
   */
  GateShare(String name, PermitStrategy whole, UpdatableGate gate) {
    this.portion = new Portion(name, whole);
    this.gate = gate;
  }

  @Override
  public String name() {
    return portion.gate();
  }

  /** Returns the permits of the whole cluster. */
  int capacity() {
    return portion.capacity();
  }

  @Override
  public List<LimitLoad> loads() {
    Portion now = portion;
    List<LimitLoad> parts = new ArrayList<>();
    for (PartitionLevels levels : gate.partitions()) {
      now.limited().stream()
          .filter(whole -> whole.name().equals(levels.partition().name()))
          .forEach(whole -> parts.add(load(now.limit(whole), whole.permits(), levels)));
    }
    GateLevels levels = gate.levels();
    int held = parts.stream().mapToInt(LimitLoad::beyondCapacity).sum();
    List<LimitLoad> loads = new ArrayList<>();
    loads.add(
        new LimitLoad(
            now.gate(),
            now.capacity(),
            levels.inside(),
            Math.max(0, levels.waiting() - held),
            isFull(
                levels.inside(),
                levels.limits().permits(),
                levels.waiting(),
                levels.limits().waitingRoom())));
    loads.addAll(parts);
    return loads;
  }

  private static LimitLoad load(String limit, int capacity, PartitionLevels levels) {
    Partition bounds = levels.partition();
    boolean isFull =
        isFull(levels.inside(), bounds.permits(), levels.waiting(), bounds.waitingRoom());
    return new LimitLoad(limit, capacity, levels.inside(), levels.waiting(), isFull);
  }

  private static boolean isFull(int inside, int permits, int waiting, int room) {
    return inside >= permits && waiting >= room;
  }

  @Override
  public void share(Map<String, Integer> shares, int among) {
    lock.lock();
    try {
      if (!shares.equals(permits) || among != replicas) {
        permits = Map.copyOf(shares);
        replicas = among;
        gate.update(portion.of(permits, replicas));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts another strategy in force, with the share of its limits that the replica has of those
   * before; of a limit that is new, it has nothing yet.
   */
  void update(Strategy strategy) {
    Portion next = portion(strategy);
    lock.lock();
    try {
      gate.update(next.of(permits, replicas));
      portion = next;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what {@link #update} would do at once, and does nothing. */
  UpdateEffect preview(Strategy strategy) {
    Portion next = portion(strategy);
    lock.lock();
    try {
      return gate.preview(next.of(permits, replicas));
    } finally {
      lock.unlock();
    }
  }

  private Portion portion(Strategy strategy) {
    if (strategy instanceof PermitStrategy whole) {
      return new Portion(portion.gate(), whole);
    }
    throw new UnsupportedOperationException(strategy.name());
  }
}
