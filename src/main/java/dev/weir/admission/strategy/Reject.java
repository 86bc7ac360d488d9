package dev.weir.admission.strategy;

import dev.weir.admission.GateLimits;
import dev.weir.admission.GateObserver;
import dev.weir.admission.ShedReason;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Takes a permit or sheds at once: nobody waits. */
final class Reject extends PermitGate {

  Reject(GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    super(new GateLimits(limits.permits(), 0, Duration.ZERO), new FifoLine(), observer, nanoTime);
  }

  @Override
  ShedReason whenFull() {
    return ShedReason.NO_PERMIT;
  }
}
