package dev.weir.gate.queue;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a {@link QueueingSemaphore} does.
 *
 * @param limits how many permits there are, and how many may wait; how long is said with every wait
 * @param sharing how the permits are divided among callers and partitions
 * @param order whose turn it is
 */
public record QueueSettings(GateLimits limits, Sharing sharing, QueueOrder order) {

  /** Returns the same settings with another number of permits. */
  public QueueSettings withPermits(int permits) {
    return new QueueSettings(limits.withPermits(permits), sharing, order);
  }

  /** Makes an empty line for these settings. */
  QueueDiscipline open(LongSupplier nanoTime) {
    return order.open(limits, sharing, nanoTime);
  }

  /** Returns whether others have the same line, but for its bounds. */
  boolean haveLineOf(QueueSettings other) {
    return order.equals(other.order)
        && sharing.fairness() == other.sharing.fairness()
        && names().equals(other.names());
  }

  private List<String> names() {
    return sharing.partitions().stream().map(Partition::name).toList();
  }
}
