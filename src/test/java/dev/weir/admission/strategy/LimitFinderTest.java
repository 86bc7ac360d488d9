package dev.weir.admission.strategy;

import static dev.weir.admission.strategy.Tuning.Algorithm.AIMD;
import static dev.weir.admission.strategy.Tuning.Algorithm.GRADIENT2;
import static dev.weir.admission.strategy.Tuning.Algorithm.VEGAS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.admission.strategy.Tuning.Algorithm;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A limit in front of a backend that is computed: it does 40 calls at once in 100 ms. */
class LimitFinderTest {

  private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Random random = new Random(1);
  private int permits;
  private long nowNanos;
  private int capacity = 40;

  private LimitFinder finder(Algorithm algorithm, int beginning) {
    permits = beginning;
    Tuning.Adaptive tuning = new Tuning.Adaptive(algorithm, 2, 1_000, Duration.ofSeconds(5));
    return new LimitFinder(tuning, beginning, nowNanos, limit -> permits = limit);
  }

  /** As many are inside as may be, or as are asked for, and each other slows them down. */
  private void run(LimitFinder finder, double seconds, int asked, double failing) {
    long endNanos = nowNanos + (long) (seconds * SECOND_NANOS);
    while (nowNanos < endNanos) {
      int inside = Math.min(permits, asked);
      double slowdown = 1 + 0.05 * Math.max(0, inside - capacity) * inside / capacity;
      long tookNanos = (long) (LATENCY_NANOS * slowdown * (1 + 0.02 * random.nextGaussian()));
      nowNanos += (long) (LATENCY_NANOS * slowdown / inside);
      finder.callEnded(nowNanos, tookNanos, inside, random.nextDouble() < failing);
    }
  }

  private static Matcher<Integer> within20PercentOf(int right) {
    return both(greaterThanOrEqualTo((int) (right * 0.8)))
        .and(lessThanOrEqualTo((int) (right * 1.2)));
  }

  @ParameterizedTest
  @CsvSource({"4", "40", "400"})
  void vegasFindsTheCapacityFromFarBelowAndFarAbove(int beginning) {
    LimitFinder finder = finder(VEGAS, beginning);
    run(finder, 2, 32, 0);
    run(finder, 13, 1_000, 0);
    assertThat(permits, within20PercentOf(40));
  }

  @Test
  void vegasFollowsACapacityThatHalvesAndComesBack() {
    LimitFinder finder = finder(VEGAS, 40);
    run(finder, 10, 1_000, 0);
    capacity = 20;
    run(finder, 10, 1_000, 0);
    assertThat(permits, within20PercentOf(20));
    capacity = 40;
    run(finder, 10, 1_000, 0);
    assertThat(permits, within20PercentOf(40));
  }

  @Test
  void vegasDoesNotCreepUpUnderAnOverloadThatLasts() {
    LimitFinder finder = finder(VEGAS, 40);
    for (int minute = 0; minute < 30; minute++) {
      run(finder, 61, 1_000, 0);
      assertThat(permits, within20PercentOf(40));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLimitThatNobodyReachesStaysWhatItIs(Algorithm algorithm) {
    LimitFinder finder = finder(algorithm, 100);
    run(finder, 10, 10, 0);
    assertThat(permits, is(100));
  }

  @ParameterizedTest
  @EnumSource(names = {"VEGAS", "AIMD"})
  void badAnswersBringTheLimitDown(Algorithm algorithm) {
    LimitFinder finder = finder(algorithm, 40);
    run(finder, 5, 1_000, 0.5);
    assertThat(permits, lessThan(20));
  }

  @ParameterizedTest
  @EnumSource
  void aFewBadAnswersDoNot(Algorithm algorithm) {
    capacity = 1_000;
    LimitFinder finder = finder(algorithm, 40);
    run(finder, 5, 1_000, 0.01);
    assertThat(permits, greaterThanOrEqualTo(40));
  }

  @ParameterizedTest
  @EnumSource
  void staysWithinItsBounds(Algorithm algorithm) {
    capacity = 10_000;
    LimitFinder finder = finder(algorithm, 900);
    run(finder, 60, 10_000, 0);
    assertThat(permits, lessThanOrEqualTo(1_000));
    run(finder, 60, 10_000, 1);
    assertThat(permits, greaterThanOrEqualTo(2));
  }

  @Test
  void gradient2GrowsFromFarBelow() {
    LimitFinder finder = finder(GRADIENT2, 4);
    run(finder, 60, 1_000, 0);
    assertThat(permits, greaterThanOrEqualTo(30));
  }

  @Test
  void aimdGrowsByOneAWindow() {
    capacity = 1_000;
    LimitFinder finder = finder(AIMD, 20);
    run(finder, 10, 1_000, 0);
    assertThat(permits, both(greaterThanOrEqualTo(50)).and(lessThanOrEqualTo(125)));
  }
}
