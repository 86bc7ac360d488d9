package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryHintTest {

  private static final double MIDDLE = 0.5;

  private final DrainRate drainRate = new DrainRate();
  private long nowNanos = TimeUnit.HOURS.toNanos(-1);
  private double random = MIDDLE;
  private final RetryHint hint = new RetryHint(drainRate, () -> random, nowNanos);

  /** So many permits come back in each of so many seconds, while others wait. */
  private void work(int perSecond, int seconds) {
    hint.busy(nowNanos, 0);
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < perSecond; i++) {
        drainRate.permitReturned();
      }
      nowNanos += TimeUnit.SECONDS.toNanos(1);
      hint.busy(nowNanos, 1);
    }
  }

  private double shedSeconds(int waiting) {
    return hint.shed(nowNanos, waiting).toMillis() / 1000.0;
  }

  @Test
  void isTheLineDividedByTheRateAtWhichPermitsCameBack() {
    work(10, 1);
    assertThat(shedSeconds(79), closeTo(8.0, 0.001));
  }

  @Test
  void forgetsAnOldRateStepByStep() {
    work(100, 1);
    work(10, 30);
    assertThat(shedSeconds(79), closeTo(8.0, 0.1));
  }

  @Test
  void timeWithoutDemandDoesNotCountForTheRate() {
    work(10, 1);
    nowNanos += TimeUnit.MINUTES.toNanos(10);
    hint.busy(nowNanos, 0);
    assertThat(shedSeconds(79), closeTo(8.0, 0.001));
  }

  @Test
  void isOneSecondWhileNoRateIsKnown() {
    assertThat(shedSeconds(1_000), is(1.0));
  }

  @Test
  void isNeverLessThanOneSecondNorMoreThanThirty() {
    random = 0;
    assertThat(shedSeconds(0), is(1.0));
    work(1, 1);
    random = 0.999_999;
    assertThat(shedSeconds(1_000_000), closeTo(30.0, 0.01));
  }

  @Test
  void isSpreadByAQuarterToEitherSide() {
    work(10, 1);
    random = 0;
    assertThat(shedSeconds(79), closeTo(6.0, 0.001));
    random = 0.999_999;
    assertThat(shedSeconds(79), closeTo(10.0, 0.001));
  }

  @Test
  void theLongestIsSpreadToo() {
    work(1, 1);
    random = 0;
    assertThat(shedSeconds(1_000_000), closeTo(18.0, 0.01));
  }

  @Test
  void doublesForEveryFiveSecondsOfOverload() {
    overload(5);
    assertThat(shedSeconds(0), closeTo(2.0, 0.001));
    overload(5);
    assertThat(shedSeconds(0), closeTo(4.0, 0.001));
  }

  @Test
  void fallsBackWhenNobodyWasShedForASecond() {
    overload(10);
    nowNanos += TimeUnit.SECONDS.toNanos(1);
    assertThat(shedSeconds(0), is(1.0));
  }

  @Test
  void overloadLastsWhileSomebodyIsShedBetweenTwoSamples() {
    overload(10);
    hint.shed(nowNanos, 0);
    nowNanos += TimeUnit.MILLISECONDS.toNanos(100);
    hint.shed(nowNanos, 0);
    nowNanos += TimeUnit.MILLISECONDS.toNanos(950);
    assertThat(shedSeconds(0), closeTo(Math.pow(2, 11.05 / 5), 0.001));
  }

  @Test
  void permitsCountOnlyWhileThereIsDemand() {
    assertThat(drainRate.counting(), is(false));
    hint.busy(nowNanos, 0);
    assertThat(drainRate.counting(), is(true));
    hint.idle(nowNanos);
    assertThat(drainRate.counting(), is(false));
  }

  @Test
  void demandIsNotOverForASecondAfterSomebodyWasShed() {
    hint.shed(nowNanos, 0);
    nowNanos += TimeUnit.SECONDS.toNanos(1) - 1;
    hint.idle(nowNanos);
    assertThat(drainRate.counting(), is(true));
    nowNanos++;
    hint.idle(nowNanos);
    assertThat(drainRate.counting(), is(false));
  }

  /** Somebody is shed twice a second, for so long, while permits come back well. */
  private void overload(int seconds) {
    for (int half = 0; half < 2 * seconds; half++) {
      hint.shed(nowNanos, 0);
      IntStream.range(0, 100).forEach(permit -> drainRate.permitReturned());
      nowNanos += TimeUnit.MILLISECONDS.toNanos(500);
    }
  }
}
