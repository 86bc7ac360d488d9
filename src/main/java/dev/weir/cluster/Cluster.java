package dev.weir.cluster;

import dev.weir.gate.strategy.PermitStrategy;
import dev.weir.gate.strategy.UpdatableGate;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * One replica's part in a cluster: keeps its shares of the limits of gates up to date, on a thread
 * of its own. No request waits for the store.
 *
 * <p>What is inside, over all replicas, is at most the limit:
 *
 * <ul>
 *   <li>as long as the store lives, and replicas are killed, started, or paused;
 *   <li>if it is killed, hangs, loses its memory or is gone for all replicas, with {@link
 *       OnLoss#SAFE} and {@link OnLoss#CLOSED}.
 * </ul>
 *
 * It may be more, by no more than this:
 *
 * <ul>
 *   <li>if one replica is cut off while the others have the store: by the share that {@link OnLoss}
 *       leaves to it, and by what it has inside when its lease ends, until all have the store
 *       again;
 *   <li>by the calls of the backend that take longer than a lease less a second, after the end of
 *       the lease: those of a replica that was killed may run on;
 *   <li>by requests that were just on their way through the gate when their process was paused, one
 *       for each thread that was;
 *   <li>by the limit itself, if the store is split in two that both live: see the documentation of
 *       the store for how to prevent that.
 * </ul>
 */
public final class Cluster implements AutoCloseable {

  /** Longer than a call of the store can take, and the one that may be under way before it. */
  private static final Duration LONGEST_LEAVE = Duration.ofSeconds(1);

  private final Renewer renewer;
  private final Thread thread;
  private final LeaseStore store;

  /**
   * Takes part in nothing yet.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  public Cluster(
      ClusterConfig config, LeaseStore store, ClusterObserver observer, LongSupplier nanoTime) {
    SplittableRandom random = new SplittableRandom();
    Replica replica = new Replica(config, observer, random::nextDouble, nanoTime.getAsLong());
    this.store = store;
    this.renewer = new Renewer(replica, store, observer, nanoTime);
    this.thread = Thread.ofPlatform().name("weir-cluster").daemon().unstarted(renewer);
  }

  /**
   * Shares the limits of a gate with the other replicas: its permits, its room and the bounds of
   * its partitions are those of the cluster. Lets nothing in until the store has replied for the
   * first time, or has failed.
   *
   * @param strategy the strategy with the limits of the whole cluster
   * @param gate the gate, open, which must be entered through the one returned only
   * @return the gate, with the share of this replica; its strategy is updated with the limits of
   *     the whole cluster
   */
  public UpdatableGate share(String name, PermitStrategy strategy, UpdatableGate gate) {
    GateShare share = new GateShare(name, strategy, gate);
    renewer.add(share);
    return new LeasedGate(gate, share, renewer.watch());
  }

  /** Asks for the first lease, and keeps it from then on. */
  public void start() {
    thread.start();
  }

  /** Returns one picture of its part. */
  public ClusterLevels levels() {
    return renewer.levels();
  }

  /** Wants nothing in advance any more: gives back what comes back, while requests are served. */
  public void drain() {
    renewer.leave();
  }

  /**
   * Leaves the cluster, and lets in nothing more. What is still inside is held until the lease
   * ends; the rest is free at once. Takes no longer than a second, even if the store hangs.
   */
  @Override
  public void close() {
    renewer.stop();
    if (thread.getState() == Thread.State.NEW) {
      store.close();
      return;
    }
    try {
      thread.join(LONGEST_LEAVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
