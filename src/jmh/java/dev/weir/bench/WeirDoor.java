package dev.weir.bench;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.Permit;
import org.jspecify.annotations.Nullable;

/** A gate of Weir, called as the HTTP edge calls it. */
final class WeirDoor implements Door<Permit> {

  private static final Arrival ARRIVAL = Arrival.from("benchmark");

  private final Gate gate;

  WeirDoor(Gate gate) {
    this.gate = gate;
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
