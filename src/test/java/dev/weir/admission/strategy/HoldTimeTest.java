package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HoldTimeTest {

  private final HoldTime holdTime = new HoldTime();

  @Test
  void itIsNotKnownUntilOneWasTimed() {
    assertThat(holdTime.usualNanos(), is(0L));
  }

  @Test
  void theFirstThatIsTimedIsTheUsual() {
    holdTime.add(500);
    assertThat(holdTime.usualNanos(), is(500L));
  }

  @Test
  void eachThatIsTimedMovesTheUsualByASixteenth() {
    holdTime.add(1_600);
    holdTime.add(3_200);
    assertThat(holdTime.usualNanos(), is(1_700L));
  }

  @Test
  void oneThatIsOutOfAllProportionDoublesIt() {
    holdTime.add(1_600);
    holdTime.add(TimeUnit.HOURS.toNanos(1));
    assertThat(holdTime.usualNanos(), is(3_200L));
  }
}
