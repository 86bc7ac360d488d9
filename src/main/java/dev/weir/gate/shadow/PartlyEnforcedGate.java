package dev.weir.gate.shadow;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.PartitionLevels;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A gate whose decisions are carried out for a share of the callers. The requests of the others
 * pass at once; but the gate decides about them too, so that those of the share meet what they
 * would if it were enforced for all. For each that passes, a virtual thread waits in its place.
 *
 * @param gate decides
 * @param enforced for whom that is carried out
 * @param nanoTime the clock of the gate
 */
public record PartlyEnforcedGate(Gate gate, EnforcedShare enforced, LongSupplier nanoTime)
    implements Gate {

  @Override
  public Admission enter(Arrival arrival) {
    if (enforced.contains(arrival)) {
      return gate.enter(arrival);
    }
    StandIn standIn = new StandIn(gate, arrival, nanoTime);
    Thread.startVirtualThread(standIn);
    return new Admitted(standIn, 0);
  }

  @Override
  public GateLevels levels() {
    return gate.levels();
  }

  @Override
  public CallerLevels callers() {
    return gate.callers();
  }

  @Override
  public List<PartitionLevels> partitions() {
    return gate.partitions();
  }

  @Override
  public int mostPermits() {
    return gate.mostPermits();
  }

  @Override
  public void close() {
    gate.close();
  }
}
