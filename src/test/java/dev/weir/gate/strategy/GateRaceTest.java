package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Races for real: each is run until all that may come of it has been seen, and often. None of them
 * loses a permit or leaves a thread behind, and nothing else ever comes of them.
 */
class GateRaceTest {

  private static final int ROUNDS = Budget.rounds(150, 5_000);
  private static final int MOST_ROUNDS = 100_000;
  private static final int MOST_LAG_NANOS = 60_000;

  /** Each begins a little later than the others, by chance. */
  private static final ThreadFactory LAGGING =
      task ->
          Thread.ofVirtual()
              .unstarted(
                  () -> {
                    spin(random(MOST_LAG_NANOS));
                    task.run();
                  });

  static Stream<Arguments> races() {
    return Arrays.stream(Race.values())
        .flatMap(race -> race.strategies().map(strategy -> Arguments.of(race, strategy)));
  }

  @ParameterizedTest
  @MethodSource("races")
  void endsInOneOfItsOutcomesAndInEachOfThem(Race race, String strategy) {
    Map<Reply, Integer> seen = new EnumMap<>(Reply.class);
    for (int round = 0; round < ROUNDS || unfinished(seen, race, round); round++) {
      RaceFixture fixture = new RaceFixture(strategy, System::nanoTime, 1 + random(MOST_LAG_NANOS));
      seen.merge(race.run(fixture, LAGGING), 1, Integer::sum);
    }
    assertThat(seen.toString(), seen.keySet(), is(race.outcomes));
  }

  private static boolean unfinished(Map<Reply, Integer> seen, Race race, int round) {
    return round < MOST_ROUNDS && !seen.keySet().equals(race.outcomes);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private static void spin(long nanos) {
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < nanos) {
      Thread.onSpinWait();
    }
  }
}
