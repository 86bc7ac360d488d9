package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import java.util.List;

/** A strategy that gives out a number of permits. */
public sealed interface PermitStrategy extends Strategy
    permits Block, Reject, WaitThenShed, WorkerPool, PriorityShedding, Adaptive, CoDel {

  /** Returns the limits that it keeps; for {@link Adaptive}, those that it begins with. */
  GateLimits limits();

  /** Returns how the permits are divided among callers and partitions. */
  default Sharing sharing() {
    return Sharing.NONE;
  }

  /**
   * Returns the same strategy with other bounds.
   *
   * @param limits the limits; those that it does not have are left out
   * @param partitions the parts with bounds of their own; left out where it has none
   */
  PermitStrategy within(GateLimits limits, List<Partition> partitions);
}
