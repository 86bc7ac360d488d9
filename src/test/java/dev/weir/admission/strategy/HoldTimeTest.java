package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HoldTimeTest {

  private long nowNanos = -1_000;
  private final HoldTime holdTime = new HoldTime(() -> nowNanos);

  private void hold(boolean timed, long nanos) {
    long beginning = holdTime.begin(timed);
    nowNanos += nanos;
    holdTime.end(beginning);
  }

  @Test
  void itIsNotKnownUntilOneWasTimed() {
    hold(false, 500);
    assertThat(holdTime.usualNanos(), is(0L));
  }

  @Test
  void theFirstThatIsTimedIsTheUsual() {
    hold(true, 500);
    assertThat(holdTime.usualNanos(), is(500L));
  }

  @Test
  void eachThatIsTimedMovesTheUsualByASixteenth() {
    hold(true, 1_600);
    hold(true, 3_200);
    assertThat(holdTime.usualNanos(), is(1_700L));
  }

  @Test
  void oneThatIsOutOfAllProportionDoublesIt() {
    hold(true, 1_600);
    hold(true, TimeUnit.HOURS.toNanos(1));
    assertThat(holdTime.usualNanos(), is(3_200L));
  }
}
