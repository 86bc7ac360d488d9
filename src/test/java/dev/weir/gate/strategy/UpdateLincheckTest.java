package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A gate stays linearizable while it is updated, to other limits and to another line: with or
 * without a lock, by arrival, by caller and by class.
 */
@Tag("lincheck")
class UpdateLincheckTest {

  static List<Named<GateProof>> proofs() {
    return GateProof.named(
        Map.of(
            "other limits", new GateProof(OtherLimits.class, Updated.class),
            "other limits of callers", new GateProof(OtherLimitsOfCallers.class, Updated.class),
            "other lines", new GateProof(OtherLines.class, Updated.class),
            "buckets and back", new GateProof(BucketsAndBack.class, Paced.class)));
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void holdsInEveryInterleavingOfTheModel(GateProof proof) {
    proof.check();
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void holdsUnderStress(GateProof proof) {
    proof.checkUnderStress();
  }

  /** Whatever the line is, the permits are what counts. */
  public static class Updated extends GateSpecification {
    public Updated() {
      super(GateOperations.PERMITS);
    }

    @Override
    int gone() {
      return inside();
    }

    public void update(int newPermits, int which) {
      resize(newPermits);
    }
  }

  /** At a bucket the tokens are what counts: another bucket has those that are left of them. */
  public static class Paced extends GateSpecification {
    private boolean isPaced;
    private int taken;

    public Paced() {
      super(GateOperations.PERMITS);
    }

    @Override
    void entered() {
      taken++;
    }

    @Override
    int gone() {
      return isPaced ? taken : inside();
    }

    @Override
    boolean isPaced() {
      return isPaced;
    }

    public void update(int newPermits, int which) {
      if (!isPaced) {
        taken = 0;
      }
      isPaced = which > 1;
      resize(
          switch (which) {
            case 2 -> GateOperations.BURST;
            case 3 -> 1;
            default -> newPermits;
          });
    }
  }

  public static class OtherLimits extends GateOperations {
    public OtherLimits() {
      this("wait-then-shed");
    }

    OtherLimits(String strategy) {
      super(strategy);
    }

    @Operation
    public void update(
        @Param(gen = IntGen.class, conf = "0:2") int permits,
        @Param(gen = IntGen.class, conf = "0:1") int room) {
      ((UpdatableGate) gate).update(strategy(new GateLimits(permits, room, FOREVER)));
    }

    Strategy strategy(GateLimits limits) {
      return new WaitThenShed(limits, true);
    }
  }

  public static class OtherLimitsOfCallers extends OtherLimits {
    public OtherLimitsOfCallers() {
      super("fair wait-then-shed");
    }

    @Override
    Strategy strategy(GateLimits limits) {
      return new WaitThenShed(limits, true, Sharing.BY_CALLER);
    }
  }

  public static class OtherLines extends GateOperations {
    public OtherLines() {
      super("wait-then-shed");
    }

    @Operation
    public void update(
        @Param(gen = IntGen.class, conf = "0:2") int permits,
        @Param(gen = IntGen.class, conf = "0:3") int which) {
      GateLimits limits = new GateLimits(permits, GateOperations.ROOM, FOREVER);
      ((UpdatableGate) gate)
          .update(
              switch (which) {
                case 0 -> new WaitThenShed(limits, true);
                case 1 -> new WaitThenShed(limits, true, Sharing.BY_CALLER);
                case 2 ->
                    new PriorityShedding(limits, true, Sharing.NONE, Map.of(Priority.LOW, 0.5), 1);
                default -> new Reject(permits);
              });
    }
  }

  public static class BucketsAndBack extends GateOperations {
    public BucketsAndBack() {
      super("wait-then-shed");
    }

    @Operation
    public void update(
        @Param(gen = IntGen.class, conf = "0:2") int permits,
        @Param(gen = IntGen.class, conf = "0:3") int which) {
      GateLimits limits = new GateLimits(permits, GateOperations.ROOM, FOREVER);
      ((UpdatableGate) gate)
          .update(
              switch (which) {
                case 0 -> new WaitThenShed(limits, true);
                case 1 -> new Demand(permits, GateOperations.ROOM);
                case 2 -> new TokenBucket(NEVER, BURST);
                default -> new LeakyBucket(NEVER, GateOperations.ROOM, FOREVER);
              });
    }
  }
}
