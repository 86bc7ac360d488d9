package dev.weir.bench;

import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.Arrival;
import dev.weir.admission.Gate;
import dev.weir.admission.GateLimits;
import dev.weir.admission.GateObserver;
import dev.weir.admission.Permit;
import dev.weir.admission.audit.AuditedGate;
import dev.weir.admission.strategy.Strategies;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The default strategy, audited, and called as the HTTP edge calls it. */
final class WeirDoor implements Door<Permit> {

  private static final Arrival ARRIVAL = Arrival.from("benchmark");

  private final Gate gate;

  WeirDoor(int permits, int waitingRoom, Duration maxWait, GateObserver observer) {
    GateLimits limits = new GateLimits(permits, waitingRoom, maxWait);
    gate = new AuditedGate(Strategies.create("wait-then-shed", limits, observer, System::nanoTime));
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
