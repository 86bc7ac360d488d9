package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Sharing;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The control: admits everything at once, whatever an arrival's deadline says, until it is closed.
 * It shows what the backend does without a gate.
 */
public record None() implements CountedStrategy {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public PermitRules rules() {
    GateLimits unbounded = new GateLimits(GateLimits.UNBOUNDED, 0, Duration.ZERO);
    return new PermitRules(unbounded, Sharing.NONE).admittingAll();
  }

  @Override
  public NonBlockingGate open(GateObserver observer, LongSupplier nanoTime) {
    return new PermitGate(rules(), observer, nanoTime);
  }
}
