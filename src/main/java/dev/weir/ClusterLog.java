package dev.weir;

import dev.weir.cluster.ClusterLevels;
import dev.weir.cluster.ClusterLevels.GateShare;
import dev.weir.cluster.ClusterMode;
import dev.weir.cluster.ClusterObserver;
import dev.weir.cluster.OnLoss;
import dev.weir.settings.ClusterSettings;
import java.lang.System.Logger.Level;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Logs where the shares of this replica come from, when that changes: a line for each change, and
 * none for a call of the store. Passes all on to another observer.
 *
 * <p>Safe for use by any thread.
 */
final class ClusterLog implements ClusterObserver {

  private static final System.Logger LOG = System.getLogger(ClusterLog.class.getName());
  private static final String STOOD_STILL = "This process stood still for longer than its lease.";

  private final ClusterSettings settings;
  private final ClusterObserver next;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile String failure = STOOD_STILL;

  ClusterLog(ClusterSettings settings, ClusterObserver next) {
    this.settings = settings;
    this.next = next;
  }

  @Override
  public void called(long tookNanos) {
    failure = STOOD_STILL;
    next.called(tookNanos);
  }

  /** A replica that has nothing anyway without a lease changes no mode when it gets none. */
  @Override
  public void failed(String reason) {
    failure = reason;
    if (settings.onLoss() == OnLoss.CLOSED && begun.compareAndSet(false, true)) {
      log(Level.WARNING, "has no lease yet, and lets nothing in. " + reason);
    }
    next.failed(reason);
  }

  @Override
  public void changed(ClusterMode before, ClusterLevels now) {
    begun.set(true);
    String state = origin(now) + ": " + shares(now);
    if (isLoss(now.mode())) {
      log(Level.WARNING, state + ". " + failure);
    } else {
      log(Level.INFO, state);
    }
    next.changed(before, now);
  }

  @Override
  public void tooManyReplicas(int replicas) {
    log(
        Level.WARNING,
        "is one of "
            + replicas
            + ", which are more than the permits of a gate or of a route: some have none of them");
    next.tooManyReplicas(replicas);
  }

  private static boolean isLoss(ClusterMode mode) {
    return switch (mode) {
      case LEASED, LEARNING, DIVIDED -> false;
      case SAFE, LAST, CLOSED -> true;
    };
  }

  private String origin(ClusterLevels now) {
    return switch (now.mode()) {
      case LEASED -> "has a lease, as one of " + replicas(now);
      case LEARNING -> "has a lease of a store that has lost its memory and gives no more for now";
      case DIVIDED -> "has its part, as one of " + replicas(now);
      case SAFE, LAST, CLOSED -> "has no lease, and is in the mode " + now.mode().label();
    };
  }

  private static String replicas(ClusterLevels now) {
    return now.replicas() == 1 ? "1 replica" : now.replicas() + " replicas";
  }

  private static String shares(ClusterLevels now) {
    return new TreeMap<>(now.gates())
        .entrySet().stream()
            .map(gate -> share(gate.getKey(), gate.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String share(String gate, GateShare share) {
    return share.permits() + " of " + share.limit() + " permits of the gate " + gate;
  }

  private void log(Level level, String line) {
    LOG.log(
        level,
        "this replica of the cluster "
            + settings.name()
            + " at "
            + settings.store().description()
            + " "
            + line);
  }
}
