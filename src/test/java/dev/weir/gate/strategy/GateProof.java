package dev.weir.gate.strategy;

import dev.weir.Budget;
import dev.weir.gate.GateLimits;
import dev.weir.gate.estimate.HoldTime;
import dev.weir.gate.estimate.LimitFinder;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Named;

/**
 * A gate that has to be linearizable.
 *
 * @param operations what threads do at it at once
 * @param specification what one thread would get, in some order of these operations
 */
record GateProof(Class<?> operations, Class<?> specification) {

  private static final int THREADS = GateOperations.THREADS - 1;
  private static final int CALLS = 2;

  static List<Named<GateProof>> named(Map<String, GateProof> proofs) {
    return proofs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(proof -> Named.of(proof.getKey(), proof.getValue()))
        .toList();
  }

  /** Checks it where Lincheck's model chooses each switch of threads. */
  void check() {
    new ModelCheckingOptions()
        .threads(THREADS)
        .actorsPerThread(CALLS)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(Budget.rounds(2, 20))
        .invocationsPerIteration(Budget.rounds(30, 300))
        .addGuarantee(decidesNothing())
        .sequentialSpecification(specification)
        .check(operations);
  }

  /** Checks it with real threads. */
  void checkUnderStress() {
    new StressOptions()
        .threads(THREADS)
        .actorsPerThread(CALLS)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(Budget.rounds(3, 100))
        .invocationsPerIteration(Budget.rounds(200, 2_000))
        .sequentialSpecification(specification)
        .check(operations);
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
}
