package dev.weir.bench;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.audit.AuditedGate;
import dev.weir.gate.strategy.WaitThenShed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The default strategy, audited, and called as the HTTP edge calls it. */
final class WeirDoor implements Door<Permit> {

  private static final Arrival ARRIVAL = Arrival.from("benchmark");

  private final Gate gate;

  WeirDoor(int permits, int waitingRoom, Duration maxWait, GateObserver observer) {
    GateLimits limits = new GateLimits(permits, waitingRoom, maxWait);
    gate = new AuditedGate(new WaitThenShed(limits, true).open(observer, System::nanoTime));
  }

  @Override
  public @Nullable Permit enter() {
    return gate.enter(ARRIVAL) instanceof Admitted admitted ? admitted.permit() : null;
  }

  @Override
  public void leave(Permit permit) {
    permit.close();
  }
}
