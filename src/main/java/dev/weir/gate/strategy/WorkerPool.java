package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import java.util.List;

/**
 * A bounded queue in front of a fixed number of workers: an arrival that finds it full is shed at
 * once, one that is in it waits until served, however long that takes, or until its own deadline.
 *
 * <p>A worker is a permit here. The work itself stays on the thread of its request: a virtual
 * thread that handed it to another would only wait for that one. The bounds and the order are those
 * of a {@code ThreadPoolExecutor} with a bounded queue and its {@code AbortPolicy}.
 *
 * @param permits how many workers there are
 * @param waitingRoom the length of the queue
 * @param sharing how the workers are divided among callers and partitions
 */
public record WorkerPool(int permits, int waitingRoom, Sharing sharing) implements PermitStrategy {

  @Override
  public String name() {
    return "worker-pool";
  }

  @Override
  public GateLimits limits() {
    return new GateLimits(permits, waitingRoom, GateLimits.UNBOUNDED_WAIT);
  }

  @Override
  public PermitStrategy within(GateLimits limits, List<Partition> partitions) {
    return new WorkerPool(
        limits.permits(), limits.waitingRoom(), new Sharing(sharing.fairness(), partitions));
  }

  @Override
  public PermitRules rules() {
    return new PermitRules(limits(), sharing);
  }
}
