package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.util.function.LongSupplier;

/**
 * The default strategy: an arrival that finds no permit waits, in order, in a bounded room and for
 * a bounded time; past the bound or past the time it is shed.
 *
 * <p>Exact in all three: never more than {@code permits} inside, never more than {@code
 * waitingRoom} waiting, first come first served with no overtaking, but by those that come back
 * when they were told. See {@link QueueingSemaphore} and {@link FifoDiscipline} for how.
 */
final class WaitThenShed extends PermitGate {

  WaitThenShed(GateLimits limits, Forecast forecast, GateObserver observer, LongSupplier nanoTime) {
    super(limits, new FifoDiscipline(), forecast, observer, nanoTime);
  }
}
