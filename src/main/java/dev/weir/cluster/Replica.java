package dev.weir.cluster;

import java.util.function.DoubleSupplier;

/**
 * What a replica does with leases: when it claims one and what it says then, and what is in force
 * with a lease and without one. It has no thread and no clock: every method is given the time. Not
 * safe for use by several threads at a time.
 *
 * <p>Nothing is let in before the store was called for the first time. From the end of a lease on
 * {@link OnLoss} holds, if the store was called for another one in vain. If it was not called,
 * because the process was paused, nothing is let in until it was.
 */
final class Replica {

  private final ClusterConfig config;
  private final ClusterObserver observer;
  private final Shares shares;
  private final Term term;
  private final Pace pace;
  private ClusterMode mode = ClusterMode.CLOSED;
  private int replicas;
  private long sequence;
  private boolean wasLeased;
  private Phase phase = Phase.SERVING;
  private boolean hasWarned;

  Replica(ClusterConfig config, ClusterObserver observer, DoubleSupplier random, long nowNanos) {
    this.config = config;
    this.observer = observer;
    this.term = new Term(config.lease(), nowNanos);
    this.pace = new Pace(config.lease(), random, nowNanos);
    this.replicas = Math.max(1, config.expectedReplicas());
    this.shares = new Shares(replicas);
  }

  /** Adds a gate, where nothing is let in until the store has replied, or has failed. */
  void add(SharedGate gate, long nowNanos) {
    shares.add(gate, nowNanos);
    pace.hasten(nowNanos);
  }

  /** Looks at the gates, and returns whether it is time for a claim. */
  boolean isDue(long nowNanos) {
    check(nowNanos);
    shares.sample(nowNanos);
    return nowNanos - pace.nextNanos() >= 0
        || (mayGetOther() && shares.any(share -> isDue(share, nowNanos)));
  }

  private boolean isDue(LimitShare share, long nowNanos) {
    return (share.isShort(phase) && nowNanos - pace.moreNanos() >= 0)
        || (share.hasReturned() && nowNanos - pace.backNanos(replicas) >= 0)
        || (share.wantsLess(phase) && nowNanos - pace.lessNanos(replicas) >= 0);
  }

  /** Returns whether the store looks at what is wanted. */
  private boolean mayGetOther() {
    return term.isValid() && mode != ClusterMode.DIVIDED;
  }

  /** Returns when the next claim is due, even if nothing changes at the gates until then. */
  long dueNanos() {
    return pace.nextNanos();
  }

  /** Returns whether a claim may be due sooner than that, even if no request comes or goes. */
  boolean isRestless() {
    return mayGetOther()
        && shares.any(
            share -> share.isShort(phase) || share.hasReturned() || share.wantsLess(phase));
  }

  /** Makes the next claim, which is sent now. */
  LeaseClaim claim(long nowNanos) {
    check(nowNanos);
    shares.sample(nowNanos);
    term.ask(nowNanos);
    pace.called(nowNanos, replicas);
    sequence++;
    return new LeaseClaim(config, sequence, shares.claim(phase), phase != Phase.SERVING);
  }

  /** Puts in force what the store has granted to the last claim. */
  void granted(LeaseReply reply, long nowNanos) {
    if (phase == Phase.STOPPED) {
      return;
    }
    check(nowNanos);
    replicas = replicasAfter(reply);
    shares.among(replicas);
    warn();
    if (term.renew(nowNanos)) {
      wasLeased = true;
      pace.brought(shares.lease(reply.granted()), replicas);
      enter(reply.mode(), nowNanos);
    } else {
      pause(nowNanos);
    }
  }

  /** A store that learns has yet to hear of most of the replicas. */
  private int replicasAfter(LeaseReply reply) {
    return Math.max(reply.mode() == ClusterMode.LEARNING ? replicas : 1, reply.replicas());
  }

  /** Takes note that the last claim has failed. */
  void failed(long nowNanos) {
    if (phase == Phase.STOPPED) {
      return;
    }
    check(nowNanos);
    if (term.fail(nowNanos)) {
      lose(nowNanos);
    } else if (mode == ClusterMode.SAFE && term.areAllOver(nowNanos)) {
      shares.hold(this::safe);
    }
  }

  /** Puts in force what holds from now on, if it is over what was in force. */
  void check(long nowNanos) {
    if (phase != Phase.STOPPED && term.isOver(nowNanos)) {
      if (term.end(nowNanos)) {
        lose(nowNanos);
      } else {
        pause(nowNanos);
      }
    }
  }

  private void pause(long nowNanos) {
    shares.hold(share -> 0);
    enter(ClusterMode.CLOSED, nowNanos);
  }

  /*
   * Less than it has at once, but more only when the leases of the others must be over too. Without
   * any lease there is nothing that it could wait for.
   */
  private void lose(long nowNanos) {
    warn();
    switch (config.onLoss()) {
      case SAFE -> {
        shares.hold(share -> wasLeased ? Math.min(share.permits(), safe(share)) : safe(share));
        enter(ClusterMode.SAFE, nowNanos);
      }
      case LAST -> {
        shares.hold(share -> wasLeased ? share.leased() : safe(share));
        enter(wasLeased ? ClusterMode.LAST : ClusterMode.SAFE, nowNanos);
      }
      case CLOSED -> pause(nowNanos);
    }
  }

  private int safe(LimitShare share) {
    return share.capacity() / replicas;
  }

  private void warn() {
    if (!hasWarned && shares.any(share -> safe(share) == 0)) {
      hasWarned = true;
      observer.tooManyReplicas(replicas);
    }
  }

  private void enter(ClusterMode next, long nowNanos) {
    if (next != mode) {
      ClusterMode before = mode;
      mode = next;
      observer.changed(before, levels(nowNanos));
    }
  }

  /** Wants nothing in advance any more, and gives back what comes back. */
  void leave() {
    phase = Phase.LEAVING;
  }

  /** Lets in nothing more, with or without a lease. */
  void stop() {
    phase = Phase.STOPPED;
    shares.hold(share -> 0);
  }

  /** Returns when what is in force ends, if it does; else a moment that does not come. */
  long endNanos(long nowNanos) {
    return term.hasEnd() ? term.endNanos() : nowNanos + Long.MAX_VALUE / 2;
  }

  ClusterLevels levels(long nowNanos) {
    return new ClusterLevels(mode, replicas, term.ageNanos(nowNanos), shares.levels());
  }
}
