package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.time.Duration;

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
  public PermitRules rules() {
    GateLimits unbounded = new GateLimits(GateLimits.UNBOUNDED, 0, Duration.ZERO);
    return new PermitRules(unbounded, Sharing.NONE).admittingAll();
  }
}
