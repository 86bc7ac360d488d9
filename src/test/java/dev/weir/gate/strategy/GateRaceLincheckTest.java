package dev.weir.gate.strategy;

import dev.weir.Budget;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The races of {@link GateRaceTest} where Lincheck's model chooses each switch of threads: in every
 * build two of them at the default strategy's gate, in the long form all of them at all gates. What
 * may come of them is checked in each interleaving; that all of it does is seen in the races for
 * real.
 */
@Tag("lincheck")
class GateRaceLincheckTest {

  static Stream<Arguments> races() {
    return Budget.rounds(0, 1) == 1
        ? GateRaceTest.races()
        : Stream.of(Race.GRANT_AND_TIME_OUT, Race.RELEASE_TWICE)
            .map(race -> Arguments.of(race, "wait-then-shed"));
  }

  @ParameterizedTest
  @MethodSource("races")
  void endsInOneOfItsOutcomes(Race race, String strategy) {
    Lincheck.runConcurrentTest(Budget.rounds(30, 200), () -> run(race, strategy));
  }

  private static void run(Race race, String strategy) {
    RaceFixture fixture = new RaceFixture(strategy, new CountingClock(), CountingClock.SHORT_WAIT);
    // Lincheck does not see a thread that is made, or begins, through a method reference.
    Reply reply = race.run(fixture, task -> new Thread(task));
    if (!race.outcomes.contains(reply)) {
      throw new AssertionError("the visitor got " + reply);
    }
  }
}
