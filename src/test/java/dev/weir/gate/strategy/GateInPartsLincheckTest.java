package dev.weir.gate.strategy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link GateLincheckTest} says of every gate, of those in partitions and for arrivals that
 * cost several permits: about as many as the others, beside them in a JVM of its own.
 */
@Tag("lincheck")
class GateInPartsLincheckTest {

  private static final Map<String, GateProof> PROOFS =
      Map.ofEntries(
          Map.entry("wait-then-shed in partitions", capped(PartitionOperations.Fifo.class)),
          Map.entry("worker-pool in partitions", capped(PartitionOperations.Pool.class)),
          Map.entry("priority in partitions", capped(PartitionOperations.ByClass.class)),
          Map.entry("adaptive in partitions", capped(PartitionOperations.Adapting.class)),
          Map.entry("fair wait-then-shed in partitions", capped(PartitionOperations.Fair.class)),
          Map.entry("fair worker-pool in partitions", capped(PartitionOperations.FairPool.class)),
          Map.entry("fair priority in partitions", capped(PartitionOperations.FairByClass.class)),
          Map.entry("fair adaptive in partitions", capped(PartitionOperations.FairAdapting.class)),
          Map.entry(
              "costs without a lock",
              new GateProof(CostOperations.WithoutLock.class, CostSpecification.OfGate.class)),
          Map.entry("costs in partitions", costly(CostOperations.InPartitions.class)),
          Map.entry("costs by class", costly(CostOperations.ByClass.class)));

  private static GateProof capped(Class<? extends GateOperations> operations) {
    return new GateProof(operations, PartitionOperations.Caps.class);
  }

  private static GateProof costly(Class<? extends CostOperations> operations) {
    return new GateProof(operations, CostSpecification.OfPartition.class);
  }

  static List<Named<GateProof>> proofs() {
    return GateProof.named(PROOFS);
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void holdsInEveryInterleavingOfTheModel(GateProof proof) {
    proof.check();
  }
}
