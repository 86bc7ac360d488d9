package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.queue.FifoDiscipline;
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
    GateLimits unlimited = new GateLimits(GateLimits.UNBOUNDED, 0, Duration.ZERO);
    return new PermitGate(unlimited, new FifoDiscipline(), observer, nanoTime) {
      @Override
      public Admission enter(Arrival arrival) {
        return super.enter(new Arrival(arrival.priority(), arrival.caller(), OptionalLong.empty()));
      }
    };
  }
}
