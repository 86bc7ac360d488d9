package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.weir.gate.CallResult;
import dev.weir.gate.estimate.Simulation.Backend;
import dev.weir.gate.estimate.Simulation.Call;
import dev.weir.gate.estimate.Simulation.Load;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twenty minutes of an adaptive limit, beside the best fixed one: nine tenths of what that serves
 * from the second minute on, and eight tenths in each of these minutes.
 */
class AdaptiveSimulationTest {

  private static final int MINUTES = 20;
  private static final int ROOM = 64;
  private static final int NONE = 0;

  private static void holds(
      int beginning, int bestFixed, int room, double mostPerSecond, Load load, Backend backend) {
    long[] best = new Simulation(room, mostPerSecond, load, backend).fixed(bestFixed, MINUTES);
    long[] found = new Simulation(room, mostPerSecond, load, backend).found(beginning, MINUTES);
    String both = Arrays.toString(found) + " of " + Arrays.toString(best);
    for (int minute = 1; minute < MINUTES; minute++) {
      assertThat(both, found[minute], greaterThanOrEqualTo((long) (0.8 * best[minute])));
    }
    long ofBest = Arrays.stream(best).skip(1).sum();
    assertThat(
        both, Arrays.stream(found).skip(1).sum(), greaterThanOrEqualTo((long) (0.9 * ofBest)));
  }

  private static void holds(double perSecond, Backend backend) {
    holds(16, 64, ROOM, perSecond, second -> perSecond, backend);
  }

  private static double about(double millis, Random random) {
    return millis * Math.exp(0.1 * random.nextGaussian());
  }

  /** Forty at once do each other no harm; beyond that they hinder each other more and more. */
  private static double hindered(double millis, int inside, double capacity) {
    return millis * (1 + 0.05 * Math.max(0, inside - capacity) * inside / capacity);
  }

  @Test
  void callsOfTwoLengthsAreNoCongestion() {
    holds(60, (second, inside, random) -> Call.success(random.nextBoolean() ? 20 : 500));
  }

  @Test
  void callsOfAnyLengthAreNoCongestion() {
    holds(100, (second, inside, random) -> Call.success(-200 * Math.log(1 - random.nextDouble())));
  }

  @Test
  void anotherMixOfTheLengthsEveryMinuteIsNoCongestion() {
    holds(
        60,
        (second, inside, random) -> {
          double quick = (int) (second / 60) % 2 == 0 ? 0.9 : 0.1;
          return Call.success(random.nextDouble() < quick ? 20 : 500);
        });
  }

  @Test
  void quickErrorsOfAnOutageTeachNothingOfTheLatency() {
    holds(
        16,
        64,
        ROOM,
        60,
        second -> second < 120 ? 60 : 20,
        (second, inside, random) -> {
          boolean out = second >= 60 && second < 120;
          return out
              ? new Call(CallResult.ERROR, 2)
              : Call.success(about(second < 60 ? 50 : 500, random));
        });
  }

  @Test
  void errorsThatDoNotGrowWithTheLoadAreNoOverload() {
    holds(
        100,
        (second, inside, random) ->
            random.nextInt(10) == 0
                ? new Call(CallResult.ERROR, 5)
                : Call.success(about(150, random)));
  }

  @Test
  void errorsThatGrowWithTheLoadAreAvoided() {
    holds(
        16,
        40,
        ROOM,
        600,
        second -> 600,
        (second, inside, random) ->
            random.nextDouble() < (inside - 40) / 20.0
                ? new Call(CallResult.ERROR, 20)
                : Call.success(about(100, random)));
  }

  @Test
  void callsOfImpatientClientsAreNoSamples() {
    holds(
        150,
        (second, inside, random) ->
            random.nextInt(5) < 3
                ? new Call(CallResult.CANCELLED, 50)
                : Call.success(about(200, random)));
  }

  @Test
  void overloadThatTheBackendSpeaksOfIsHeard() {
    holds(
        16,
        20,
        ROOM,
        400,
        second -> 400,
        (second, inside, random) ->
            inside > 20 ? new Call(CallResult.OVERLOAD, 2) : Call.success(about(100, random)));
  }

  @Test
  void afterAMinuteOfNothingButOverloadTheLimitComesBack() {
    holds(
        60,
        (second, inside, random) ->
            second >= 60 && second < 120
                ? new Call(CallResult.OVERLOAD, 2)
                : Call.success(about(200, random)));
  }

  @Test
  void aSmallLimitWithoutAWaitingRoomGrows() {
    holds(
        4,
        36,
        NONE,
        80,
        second -> 80,
        (second, inside, random) -> Call.success(about(200, random)));
  }

  @Test
  void callsThatBecomeLongerAreNoCongestion() {
    holds(150, (second, inside, random) -> Call.success(about(second < 300 ? 10 : 150, random)));
  }

  @Test
  void longPollsAmongQuickCallsAreLeftOut() {
    holds(
        150,
        (second, inside, random) ->
            Call.success(random.nextInt(50) == 0 ? 15_000 : about(20, random)));
  }

  @Test
  void callsThatBecomeLongerAtABusyBackendAreServedAsWell() {
    holds(
        16,
        40,
        ROOM,
        240,
        second -> 240,
        (second, inside, random) ->
            Call.success(about(hindered(second < 300 ? 10 : 150, inside, 40), random)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 40, 400})
  void theCapacityIsFoundFromFarBelowAndFarAbove(int beginning) {
    holds(
        beginning,
        40,
        ROOM,
        1_200,
        second -> 1_200,
        (second, inside, random) -> Call.success(about(hindered(100, inside, 40), random)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 400})
  void theCapacityIsFoundWithCallsOfTwoLengths(int beginning) {
    holds(
        beginning,
        40,
        ROOM,
        460,
        second -> 460,
        (second, inside, random) ->
            Call.success(hindered(random.nextBoolean() ? 20 : 500, inside, 40)));
  }

  @Test
  void spikesOfTenTimesTheCapacityAreBorne() {
    holds(
        16,
        40,
        ROOM,
        4_000,
        second -> (int) (second / 10) % 3 == 2 ? 4_000 : 200,
        (second, inside, random) -> Call.success(about(hindered(100, inside, 40), random)));
  }
}
