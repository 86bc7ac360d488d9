package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Takes a permit or sheds at once: nobody waits. */
final class Reject extends PermitGate {

  Reject(GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    super(
        new GateLimits(limits.permits(), 0, Duration.ZERO),
        new FifoDiscipline(),
        observer,
        nanoTime);
  }

  @Override
  ShedReason whenFull() {
    return ShedReason.NO_PERMIT;
  }
}
