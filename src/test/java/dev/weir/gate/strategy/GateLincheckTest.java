package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;

import dev.weir.gate.GateLimits;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every gate is linearizable: the replies that threads get at once could have been given one after
 * the other. Lincheck makes up what they do, and runs it in many interleavings: by the model, which
 * chooses each switch of threads, and for real.
 */
@Tag("lincheck")
class GateLincheckTest {

  private static final Map<String, GateProof> PROOFS =
      Map.ofEntries(
          Map.entry("none", new GateProof(OfNone.class, Unlimited.class)),
          Map.entry("block", new GateProof(OfBlock.class, Permits.class)),
          Map.entry("reject", new GateProof(OfReject.class, Permits.class)),
          Map.entry("wait-then-shed", new GateProof(OfWaitThenShed.class, Permits.class)),
          Map.entry("worker-pool", new GateProof(OfWorkerPool.class, Permits.class)),
          Map.entry("token-bucket", new GateProof(OfTokenBucket.class, Tokens.class)),
          Map.entry("leaky-bucket", new GateProof(OfLeakyBucket.class, OneTurn.class)),
          Map.entry("demand", new GateProof(OfDemand.class, Permits.class)),
          Map.entry("priority", new GateProof(OfPriority.class, Permits.class)),
          Map.entry("adaptive", new GateProof(OfAdaptive.class, Permits.class)),
          Map.entry("codel", new GateProof(OfCoDel.class, Permits.class)),
          Map.entry("fair wait-then-shed", new GateProof(OfFairWaitThenShed.class, Permits.class)),
          Map.entry("fair worker-pool", new GateProof(OfFairWorkerPool.class, Permits.class)),
          Map.entry("fair priority", new GateProof(OfFairPriority.class, Permits.class)),
          Map.entry("fair adaptive", new GateProof(OfFairAdaptive.class, Permits.class)));

  static List<Named<GateProof>> proofs() {
    return GateProof.named(PROOFS);
  }

  @Test
  void everyStrategyHasItsProof() {
    List<String> names =
        Stream.concat(proofs().stream(), GateInPartsLincheckTest.proofs().stream())
            .map(Named::getName)
            .toList();
    assertThat(names, hasItems(UsualStrategies.names().toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void holdsInEveryInterleavingOfTheModel(GateProof proof) {
    proof.check();
  }

  public static class Permits extends GateSpecification {
    public Permits() {
      super(GateOperations.PERMITS);
    }

    @Override
    int gone() {
      return inside();
    }
  }

  public static class Unlimited extends GateSpecification {
    public Unlimited() {
      super(GateLimits.UNBOUNDED);
    }

    @Override
    int gone() {
      return inside();
    }
  }

  /** What is gone does not come back. */
  public static class Tokens extends GateSpecification {
    private int gone;

    public Tokens() {
      this(GateOperations.BURST);
    }

    Tokens(int tokens) {
      super(tokens);
    }

    @Override
    void entered() {
      gone++;
    }

    @Override
    int gone() {
      return gone;
    }
  }

  /** The next turn after the first one is too late for all. */
  public static class OneTurn extends Tokens {
    public OneTurn() {
      super(1);
    }
  }

  public static class OfNone extends Closeable {
    public OfNone() {
      super("none");
    }
  }

  public static class OfTokenBucket extends Closeable {
    public OfTokenBucket() {
      super("token-bucket");
    }
  }

  public static class OfLeakyBucket extends Closeable {
    public OfLeakyBucket() {
      super("leaky-bucket");
    }
  }

  public static class OfDemand extends Closeable {
    public OfDemand() {
      super("demand");
    }
  }

  /** A gate that may close. */
  public abstract static class Closeable extends GateOperations {
    Closeable(String strategy) {
      super(strategy);
    }

    @Operation(runOnce = true)
    public void close() {
      gate.close();
    }
  }

  /** A gate whose number of permits may change. */
  public abstract static class Resizable extends Closeable {
    Resizable(String strategy) {
      super(strategy);
    }

    @Operation
    public void resize(@Param(gen = IntGen.class, conf = "1:2") int permits) {
      ((PermitGate) gate).semaphore.resize(permits);
    }
  }

  public static class OfBlock extends Resizable {
    public OfBlock() {
      super("block");
    }
  }

  public static class OfReject extends Resizable {
    public OfReject() {
      super("reject");
    }
  }

  public static class OfWaitThenShed extends Resizable {
    public OfWaitThenShed() {
      super("wait-then-shed");
    }
  }

  public static class OfWorkerPool extends Resizable {
    public OfWorkerPool() {
      super("worker-pool");
    }
  }

  public static class OfPriority extends Resizable {
    public OfPriority() {
      super("priority");
    }
  }

  public static class OfAdaptive extends Resizable {
    public OfAdaptive() {
      super("adaptive");
    }
  }

  public static class OfCoDel extends Resizable {
    public OfCoDel() {
      super("codel");
    }
  }

  public static class OfFairWaitThenShed extends Resizable {
    public OfFairWaitThenShed() {
      super("fair wait-then-shed");
    }
  }

  public static class OfFairWorkerPool extends Resizable {
    public OfFairWorkerPool() {
      super("fair worker-pool");
    }
  }

  public static class OfFairPriority extends Resizable {
    public OfFairPriority() {
      super("fair priority");
    }
  }

  public static class OfFairAdaptive extends Resizable {
    public OfFairAdaptive() {
      super("fair adaptive");
    }
  }
}
