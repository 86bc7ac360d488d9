package dev.weir.gate.shadow;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.ForwardingGate;
import dev.weir.gate.Gate;
import java.util.function.LongSupplier;

/**
 * A gate whose decisions are carried out for a share of the callers. The requests of the others
 * pass at once; but the gate decides about them too, so that those of the share meet what they
 * would if it were enforced for all. For each that passes, a virtual thread waits in its place.
 */
public final class PartlyEnforcedGate extends ForwardingGate {

  private final Gate gate;
  private final EnforcedShare enforced;
  private final LongSupplier nanoTime;

  /**
   * Carries out what a gate decides for a share of the callers.
   *
   * @param gate decides
   * @param enforced for whom that is carried out
   * @param nanoTime the clock of the gate
   */
  public PartlyEnforcedGate(Gate gate, EnforcedShare enforced, LongSupplier nanoTime) {
    super(gate);
    this.gate = gate;
    this.enforced = enforced;
    this.nanoTime = nanoTime;
  }

  @Override
  public Admission enter(Arrival arrival) {
    if (enforced.contains(arrival)) {
      return gate.enter(arrival);
    }
    StandIn standIn = new StandIn(gate, arrival, nanoTime);
    Thread.startVirtualThread(standIn);
    return new Admitted(standIn, 0);
  }
}
