package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The control: admits everything at once, whatever the limits and the arrival's deadline say, until
 * it is closed. It shows what the backend does without a gate.
 */
final class None extends PermitGate {

  None(GateObserver observer, LongSupplier nanoTime) {
    super(
        new GateLimits(GateLimits.MOST, 0, Duration.ZERO),
        new FifoDiscipline(),
        observer,
        nanoTime);
  }

  @Override
  public Admission enter(Arrival arrival) {
    return super.enter(new Arrival(arrival.priority(), arrival.caller(), OptionalLong.empty()));
  }
}
