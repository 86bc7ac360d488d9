package dev.weir.gate.queue;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The order of a line, apart from its bounds, and from how it is shared. */
public sealed interface QueueOrder {

  /** First come, first served. */
  QueueOrder BY_ARRIVAL = new ByArrival();

  /** Makes an empty line with this order. */
  QueueDiscipline open(GateLimits limits, Sharing sharing, LongSupplier nanoTime);

  /** First come, first served; of each caller, or each partition, if the line is shared. */
  record ByArrival() implements QueueOrder {
    @Override
    public QueueDiscipline open(GateLimits limits, Sharing sharing, LongSupplier nanoTime) {
      return sharing.isNone() ? new FifoDiscipline() : new SharingDiscipline(sharing);
    }
  }

  /**
   * The class of priority first whose turn it is.
   *
   * @param shares what is guaranteed to each class
   */
  record ByClass(PriorityShares shares) implements QueueOrder {
    @Override
    public QueueDiscipline open(GateLimits limits, Sharing sharing, LongSupplier nanoTime) {
      return new PriorityDiscipline(shares, sharing, limits);
    }
  }

  /**
   * The newest first while the line stands; it is shared by none. See {@link CoDelDiscipline}.
   *
   * @param target the smallest wait that is too long
   * @param interval for how long it has to be
   */
  record Turning(Duration target, Duration interval) implements QueueOrder {
    @Override
    public QueueDiscipline open(GateLimits limits, Sharing sharing, LongSupplier nanoTime) {
      return new CoDelDiscipline(target, interval, nanoTime);
    }
  }

  /**
   * First come, first served, so many in a second; it is shared by none. See {@link
   * PacedDiscipline}.
   *
   * @param pace the moments at which arrivals enter
   */
  record Paced(Pace pace) implements QueueOrder {
    @Override
    public QueueDiscipline open(GateLimits limits, Sharing sharing, LongSupplier nanoTime) {
      return new PacedDiscipline(pace, nanoTime);
    }
  }
}
