package dev.weir.gate.strategy;

import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.queue.FifoDiscipline;
import java.util.function.LongSupplier;

/**
 * Waits for a permit as long as the caller does: in order, with no bound on the line but the
 * arrival's own deadline. What a plain semaphore does, or a pool whose callers block.
 *
 * @param permits how many may be inside at once
 */
public record Block(int permits) implements Strategy {

  @Override
  public String name() {
    return "block";
  }

  @Override
  public Gate open(GateObserver observer, LongSupplier nanoTime) {
    GateLimits limits = new GateLimits(permits, GateLimits.UNBOUNDED, GateLimits.UNBOUNDED_WAIT);
    return new PermitGate(limits, new FifoDiscipline(), observer, nanoTime);
  }
}
