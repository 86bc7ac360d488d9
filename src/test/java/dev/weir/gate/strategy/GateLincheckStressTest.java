package dev.weir.gate.strategy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proofs of {@link GateLincheckTest} and {@link GateInPartsLincheckTest} with real threads. In
 * a JVM of its own: a class takes longer to be changed each time that it was changed before.
 */
@Tag("lincheck")
class GateLincheckStressTest {

  @ParameterizedTest
  @MethodSource({
    "dev.weir.gate.strategy.GateLincheckTest#proofs",
    "dev.weir.gate.strategy.GateInPartsLincheckTest#proofs"
  })
  void holdsUnderStress(GateProof proof) {
    proof.checkUnderStress();
  }
}
