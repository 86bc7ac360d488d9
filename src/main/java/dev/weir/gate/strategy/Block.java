package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.util.function.LongSupplier;

/**
 * Waits for a permit as long as the caller does: in order, with no bound on the line but the
 * arrival's own deadline. What a plain semaphore does, or a pool whose callers block.
 */
final class Block extends PermitGate {

  Block(GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    super(
        new GateLimits(limits.permits(), GateLimits.MOST, GateLimits.LONGEST_WAIT),
        new FifoDiscipline(),
        observer,
        nanoTime);
  }
}
