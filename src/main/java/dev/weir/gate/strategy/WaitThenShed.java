package dev.weir.gate.strategy;

import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.estimate.Forecast;
import dev.weir.gate.queue.FifoDiscipline;
import dev.weir.gate.queue.QueueingSemaphore;
import java.util.function.LongSupplier;

/**
 * The default strategy: an arrival that finds no permit waits, in order, in a bounded room and for
 * a bounded time; past the bound or past the time it is shed.
 *
 * <p>Exact in all three: never more than {@code permits} inside, never more than {@code
 * waitingRoom} waiting, first come first served. Only an arrival that comes back in its turn
 * overtakes. See {@link QueueingSemaphore} and {@link FifoDiscipline} for how.
 *
 * @param limits how many may be inside, how many may wait, and for how long
 * @param shedHopeless whether an arrival whose turn would not come in time is shed at the door
 */
public record WaitThenShed(GateLimits limits, boolean shedHopeless) implements Strategy {

  @Override
  public String name() {
    return "wait-then-shed";
  }

  @Override
  public Gate open(GateObserver observer, LongSupplier nanoTime) {
    return new PermitGate(
        limits, new FifoDiscipline(), new Forecast(shedHopeless), observer, nanoTime);
  }
}
