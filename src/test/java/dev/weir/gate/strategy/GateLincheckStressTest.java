package dev.weir.gate.strategy;

import dev.weir.Budget;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proofs of {@link GateLincheckTest} with real threads. In a JVM of its own: a class takes
 * longer to be changed each time that it was changed before.
 */
@Tag("lincheck")
class GateLincheckStressTest {

  @ParameterizedTest
  @MethodSource("dev.weir.gate.strategy.GateLincheckTest#names")
  void holdsUnderStress(String name) {
    GateLincheckTest.Proof proof = GateLincheckTest.proof(name);
    new StressOptions()
        .threads(GateLincheckTest.THREADS)
        .actorsPerThread(GateLincheckTest.CALLS)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(Budget.rounds(3, 100))
        .invocationsPerIteration(Budget.rounds(200, 2_000))
        .sequentialSpecification(proof.specification())
        .check(proof.operations());
  }
}
