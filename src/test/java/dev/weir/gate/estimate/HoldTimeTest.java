package dev.weir.gate.estimate;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import org.junit.jupiter.api.Test;

class HoldTimeTest {

  private static final long START_NANOS = HOURS.toNanos(-1);

  private final HoldTime holdTime = new HoldTime();
  private long nowNanos = START_NANOS;

  private void add(long nanos) {
    holdTime.add(nanos, nowNanos);
  }

  private long usualNanos() {
    return holdTime.usualNanos(nowNanos);
  }

  @Test
  void isUnknownUntilOneWasTimed() {
    assertThat(usualNanos(), is(0L));
  }

  @Test
  void theFirstThatIsTimedIsTheUsual() {
    add(500);
    assertThat(usualNanos(), is(500L));
  }

  @Test
  void eachThatIsTimedMovesTheUsualByASixteenth() {
    add(1_600);
    add(3_200);
    assertThat(usualNanos(), is(1_700L));
  }

  @Test
  void oneAfterASecondMovesItByAFifth() {
    add(1_000);
    nowNanos += SECONDS.toNanos(1);
    add(2_000);
    assertThat(usualNanos(), is(1_200L));
  }

  @Test
  void oneThatIsOutOfAllProportionDoublesIt() {
    add(1_600);
    add(HOURS.toNanos(1));
    assertThat(usualNanos(), is(3_200L));
  }

  @Test
  void isForgottenWhenNoneWasTimedForFiveSeconds() {
    add(1_600);
    nowNanos += SECONDS.toNanos(5);
    assertThat(usualNanos(), is(1_600L));
    nowNanos++;
    assertThat(usualNanos(), is(0L));
  }

  @Test
  void itIsSettledWhenItHasBeenKnownForASecond() {
    add(1_600);
    assertThat(holdTime.settledNanos(nowNanos), is(0L));
    nowNanos += SECONDS.toNanos(1);
    add(1_600);
    assertThat(holdTime.settledNanos(nowNanos), is(1_600L));
  }

  @Test
  void afterAPauseItHasToSettleAgain() {
    add(1_600);
    nowNanos += SECONDS.toNanos(6);
    add(1_600);
    assertThat(holdTime.settledNanos(nowNanos), is(0L));
  }

  @Test
  void longCallsAreRememberedUntilTheNextCanHaveEnded() {
    add(SECONDS.toNanos(30));
    nowNanos += SECONDS.toNanos(60);
    assertThat(usualNanos(), is(SECONDS.toNanos(30)));
    nowNanos++;
    assertThat(usualNanos(), is(0L));
  }

  @Test
  void anOldIncidentIsForgottenByFewCallsInAsManySecondsAsByManyInOne() {
    add(SECONDS.toNanos(2));
    for (int second = 0; second < 40; second++) {
      nowNanos += SECONDS.toNanos(1);
      add(MILLISECONDS.toNanos(20));
    }
    assertThat(usualNanos(), lessThan(MILLISECONDS.toNanos(21)));
  }

  @Test
  void theFirstAfterAPauseIsTheUsual() {
    add(SECONDS.toNanos(2));
    nowNanos += SECONDS.toNanos(40);
    add(MILLISECONDS.toNanos(20));
    assertThat(usualNanos(), is(MILLISECONDS.toNanos(20)));
  }
}
