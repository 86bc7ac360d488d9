package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.estimate.LimitSearch;
import java.util.List;

/**
 * Finds the number of permits by itself (see {@link LimitSearch}), from how long calls of the
 * backend take and how they end. All else is as in {@link WaitThenShed}: the room, its bounds, its
 * order. It begins with the permits of the limits, or with 20 if that is fewer: more are opened as
 * they are used.
 *
 * @param limits how many may be inside at first, how many may wait, and for how long
 * @param shedHopeless whether an arrival whose turn would not come in time is shed at the door
 * @param sharing how the permits are divided among callers and partitions
 * @param fewestPermits never fewer permits than that, at least 1
 * @param mostPermits never more permits than that
 */
public record Adaptive(
    GateLimits limits, boolean shedHopeless, Sharing sharing, int fewestPermits, int mostPermits)
    implements PermitStrategy {

  @Override
  public String name() {
    return "adaptive";
  }

  @Override
  public PermitStrategy within(GateLimits limits, List<Partition> partitions) {
    return new Adaptive(
        limits,
        shedHopeless,
        new Sharing(sharing.fairness(), partitions),
        fewestPermits,
        mostPermits);
  }

  @Override
  public PermitRules rules() {
    return new PermitRules(limits, sharing)
        .foreseeing(shedHopeless)
        .searching(new SearchBounds(fewestPermits, mostPermits));
  }

  /** Returns whether the permits of the limits are within the bounds. */
  public boolean beginsWithinBounds() {
    return limits.permits() >= fewestPermits && limits.permits() <= mostPermits;
  }
}
