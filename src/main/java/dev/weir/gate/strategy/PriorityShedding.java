package dev.weir.gate.strategy;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.queue.PriorityDiscipline;
import dev.weir.gate.queue.PriorityShares;
import dev.weir.gate.queue.QueueOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sheds the least important first. Each class of priority has a share of the permits and of the
 * room to itself, which the others may borrow while it is idle; beyond the shares the higher class
 * goes first, and takes the place of a lower one that waits if the room is full. See {@link
 * PriorityDiscipline} for how.
 *
 * @param limits how many may be inside, how many may wait, and for how long
 * @param shedHopeless whether an arrival whose turn would not come in time is shed at the door
 * @param sharing how what a class gets is divided among its callers and partitions
 * @param shares what is guaranteed to each class, from 0 to 1, all together at most 1; a class that
 *     is missing has a share of 0
 * @param lendable the part of the guaranteed permits that other classes may use while they are
 *     idle, from 0 to 1
 */
public record PriorityShedding(
    GateLimits limits,
    boolean shedHopeless,
    Sharing sharing,
    Map<Priority, Double> shares,
    double lendable)
    implements PermitStrategy {

  /** Keeps a copy of the shares. */
  public PriorityShedding {
    shares = Map.copyOf(shares);
  }

  @Override
  public String name() {
    return "priority";
  }

  @Override
  public PermitStrategy within(GateLimits limits, List<Partition> partitions) {
    return new PriorityShedding(
        limits, shedHopeless, new Sharing(sharing.fairness(), partitions), shares, lendable);
  }

  @Override
  public PermitRules rules() {
    return new PermitRules(limits, sharing, new QueueOrder.ByClass(guarantees()))
        .foreseeing(shedHopeless);
  }

  /** Returns how many permits are kept for a class, and lent to no other. */
  public int keptPermits(Priority priority) {
    return guarantees().kept(limits.permits(), priority);
  }

  /** Returns how many places of the waiting room are guaranteed to a class. */
  public int guaranteedPlaces(Priority priority) {
    return guarantees().places(limits.waitingRoom(), priority);
  }

  /** Returns whether a class never gets a permit, since all are kept for the others. */
  public boolean starves(Priority priority) {
    int kept = Stream.of(Priority.values()).mapToInt(this::keptPermits).sum();
    return kept == limits.permits() && keptPermits(priority) == 0;
  }

  private PriorityShares guarantees() {
    return new PriorityShares(shares, lendable);
  }
}
