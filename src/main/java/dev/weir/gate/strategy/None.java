package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Sharing;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The control: admits everything at once, whatever an arrival's deadline says, until it is closed.
 * It shows what the backend does without a gate.
 */
public record None() implements Strategy {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public UpdatableGate open(GateObserver observer, LongSupplier nanoTime) {
    PermitRules rules =
        new PermitRules(new GateLimits(GateLimits.UNBOUNDED, 0, Duration.ZERO), Sharing.NONE);
    return new PermitGate(rules, observer, nanoTime) {
      @Override
      public Admission enter(Arrival arrival) {
        return super.enter(new Arrival(arrival.priority(), arrival.caller(), OptionalLong.empty()));
      }
    };
  }
}
