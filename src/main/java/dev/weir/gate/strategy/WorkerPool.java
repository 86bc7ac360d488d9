package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.util.function.LongSupplier;

/**
 * A bounded queue in front of a fixed number of workers: whoever finds it full is shed at once,
 * whoever is in it waits until served, however long that takes, or until its own deadline.
 *
 * <p>A worker is a permit here, and {@code waitingRoom} is the length of the queue. The work itself
 * stays on the thread of its request: a virtual thread that handed it to another would only wait
 * for that one. The bounds and the order are those of a {@code ThreadPoolExecutor} with a bounded
 * queue and its {@code AbortPolicy}.
 */
final class WorkerPool extends PermitGate {

  WorkerPool(GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    super(
        new GateLimits(limits.permits(), limits.waitingRoom(), GateLimits.LONGEST_WAIT),
        new FifoDiscipline(),
        observer,
        nanoTime);
  }
}
