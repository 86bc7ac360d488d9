package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import java.util.List;

/**
 * Waits for a permit as long as the caller does: in order, with no bound on the line but the
 * arrival's own deadline. What a plain semaphore does, or a pool whose callers block.
 *
 * @param permits how many may be inside at once
 */
public record Block(int permits) implements PermitStrategy {

  @Override
  public String name() {
    return "block";
  }

  @Override
  public GateLimits limits() {
    return new GateLimits(permits, GateLimits.UNBOUNDED, GateLimits.UNBOUNDED_WAIT);
  }

  @Override
  public PermitStrategy within(GateLimits limits, List<Partition> partitions) {
    return new Block(limits.permits());
  }

  @Override
  public PermitRules rules() {
    return new PermitRules(limits(), sharing());
  }
}
