package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.estimate.Forecast;
import dev.weir.gate.queue.QueueOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link PermitGate} does as its strategy says; replaced as a whole when the strategy
 * changes.
 *
 * @param limits how many may be inside, how many may wait, and for how long
 * @param sharing how the permits are divided
 * @param order the order of the line
 * @param forecast foresees whether an arrival may wait for long enough
 * @param whenFull why an arrival is shed for which there is neither a permit nor a place
 */
record PermitRules(
    GateLimits limits, Sharing sharing, QueueOrder order, Forecast forecast, ShedReason whenFull) {

  /**
   * Makes the rules of a line by arrival, in which every arrival waits for which there is a place.
   */
  PermitRules(GateLimits limits, Sharing sharing) {
    this(limits, sharing, QueueOrder.BY_ARRIVAL);
  }

  /** Makes the rules of a line in which every arrival waits for which there is a place. */
  PermitRules(GateLimits limits, Sharing sharing, QueueOrder order) {
    this(limits, sharing, order, new Forecast(false), ShedReason.ROOM_FULL);
  }

  /** Returns the same rules where a wait that would be in vain is foreseen. */
  PermitRules foreseeing(boolean on) {
    return new PermitRules(limits, sharing, order, new Forecast(on), whenFull);
  }

  /** Returns the same rules with another reason for what finds no place. */
  PermitRules shedding(ShedReason reason) {
    return new PermitRules(limits, sharing, order, forecast, reason);
  }

  /** Returns whether others have the same line, but for its bounds. */
  boolean isInLineOf(PermitRules other) {
    return order.equals(other.order)
        && sharing.fairness() == other.sharing.fairness()
        && names().equals(other.names());
  }

  private List<String> names() {
    return partitions().stream().map(Partition::name).toList();
  }

  /** Returns why an arrival is shed, in the words of the strategy. */
  ShedReason reason(ShedReason reason) {
    return reason == ShedReason.ROOM_FULL ? whenFull : reason;
  }

  /** Returns how long an arrival may wait. */
  long maxWaitNanos() {
    return TimeUnit.NANOSECONDS.convert(limits.maxWait());
  }

  /** Returns the parts with bounds of their own. */
  List<Partition> partitions() {
    return sharing.partitions();
  }
}
