package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;

import dev.weir.Budget;
import dev.weir.gate.GateLimits;
import dev.weir.gate.estimate.HoldTime;
import dev.weir.gate.estimate.LimitFinder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
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

  static final int THREADS = GateOperations.THREADS - 1;
  static final int CALLS = 2;

  record Proof(Class<?> operations, Class<?> specification) {}

  private static final Map<String, Proof> PROOFS =
      Map.ofEntries(
          Map.entry("none", new Proof(OfNone.class, Unlimited.class)),
          Map.entry("block", new Proof(OfBlock.class, Permits.class)),
          Map.entry("reject", new Proof(OfReject.class, Permits.class)),
          Map.entry("wait-then-shed", new Proof(OfWaitThenShed.class, Permits.class)),
          Map.entry("worker-pool", new Proof(OfWorkerPool.class, Permits.class)),
          Map.entry("token-bucket", new Proof(OfTokenBucket.class, Tokens.class)),
          Map.entry("leaky-bucket", new Proof(OfLeakyBucket.class, OneTurn.class)),
          Map.entry("demand", new Proof(OfDemand.class, Permits.class)),
          Map.entry("priority", new Proof(OfPriority.class, Permits.class)),
          Map.entry("adaptive", new Proof(OfAdaptive.class, Permits.class)),
          Map.entry("codel", new Proof(OfCoDel.class, Permits.class)),
          Map.entry("fair wait-then-shed", new Proof(OfFairWaitThenShed.class, Permits.class)),
          Map.entry("fair worker-pool", new Proof(OfFairWorkerPool.class, Permits.class)),
          Map.entry("fair priority", new Proof(OfFairPriority.class, Permits.class)),
          Map.entry("fair adaptive", new Proof(OfFairAdaptive.class, Permits.class)),
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
              new Proof(CostOperations.WithoutLock.class, CostSpecification.OfGate.class)),
          Map.entry("costs in partitions", costly(CostOperations.InPartitions.class)),
          Map.entry("costs by class", costly(CostOperations.ByClass.class)));

  private static Proof capped(Class<? extends GateOperations> operations) {
    return new Proof(operations, PartitionOperations.Caps.class);
  }

  private static Proof costly(Class<? extends CostOperations> operations) {
    return new Proof(operations, CostSpecification.OfPartition.class);
  }

  static List<String> names() {
    return PROOFS.keySet().stream().sorted().toList();
  }

  static Proof proof(String name) {
    return Objects.requireNonNull(PROOFS.get(name));
  }

  @Test
  void everyStrategyHasItsProof() {
    assertThat(names(), hasItems(UsualStrategies.names().toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void holdsInEveryInterleavingOfTheModel(String name) {
    Proof proof = proof(name);
    new ModelCheckingOptions()
        .threads(THREADS)
        .actorsPerThread(CALLS)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(Budget.rounds(2, 20))
        .invocationsPerIteration(Budget.rounds(30, 300))
        .addGuarantee(decidesNothing())
        .sequentialSpecification(proof.specification())
        .check(proof.operations());
  }

  /** What only measures, and what only the thread itself sees: no switch of threads in there. */
  private static ManagedStrategyGuarantee decidesNothing() {
    return ManagedStrategyGuaranteeKt.forClasses(
            DecisionReporter.class.getName(),
            HoldTime.class.getName(),
            LimitFinder.class.getName(),
            CountingClock.class.getName(),
            GateLimits.class.getName())
        .allMethods()
        .ignore();
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
