package dev.weir.gate.strategy;

import dev.weir.gate.Gate;

/** A gate whose strategy can change while it is open. */
public interface UpdatableGate extends Gate {

  /**
   * Puts another strategy in force, exactly: those inside stay counted, and those that wait keep
   * their order.
   *
   * <p>More permits let those in at once whose turn it is. Fewer take none back: no arrival enters
   * until enough have come back. A smaller room sheds the newest. So there are never more inside
   * than the larger of both limits, and no arrival is lost.
   *
   * @throws IllegalArgumentException if a setting is out of its range; then nothing has changed
   */
  void update(Strategy strategy);
}
