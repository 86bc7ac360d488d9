package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.util.function.LongSupplier;

/**
 * Sheds the least important first. Each class of priority has a share of the permits and of the
 * room to itself, which the others may borrow while it is idle; beyond the shares the higher class
 * goes first, and takes the place of a lower one that waits if the room is full. See {@link
 * PriorityDiscipline} for how.
 */
final class PriorityShedding extends PermitGate {

  PriorityShedding(
      Tuning.Shares shares,
      GateLimits limits,
      Forecast forecast,
      GateObserver observer,
      LongSupplier nanoTime) {
    super(limits, new PriorityDiscipline(shares, limits), forecast, observer, nanoTime);
  }
}
