package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.queue.QueueingSemaphore;
import java.util.List;

/**
 * The default strategy: an arrival that finds no permit waits, in order, in a bounded room and for
 * a bounded time; past the bound or past the time it is shed.
 *
 * <p>Exact in all three: never more than {@code permits} inside, never more than {@code
 * waitingRoom} waiting, first come first served. Only an arrival that comes back in its turn
 * overtakes, or one whose caller has fewer permits, with {@link dev.weir.gate.Fairness#BY_CALLER}.
 * See {@link QueueingSemaphore} for how.
 *
 * @param limits how many may be inside, how many may wait, and for how long
 * @param shedHopeless whether an arrival whose turn would not come in time is shed at the door
 * @param sharing how the permits are divided among callers and partitions
 */
public record WaitThenShed(GateLimits limits, boolean shedHopeless, Sharing sharing)
    implements PermitStrategy {

  /** Makes the strategy for which all callers are one. */
  public WaitThenShed(GateLimits limits, boolean shedHopeless) {
    this(limits, shedHopeless, Sharing.NONE);
  }

  @Override
  public String name() {
    return "wait-then-shed";
  }

  @Override
  public PermitStrategy within(GateLimits limits, List<Partition> partitions) {
    return new WaitThenShed(limits, shedHopeless, new Sharing(sharing.fairness(), partitions));
  }

  @Override
  public PermitRules rules() {
    return new PermitRules(limits, sharing).foreseeing(shedHopeless);
  }
}
