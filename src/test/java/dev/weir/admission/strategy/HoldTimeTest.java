package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class HoldTimeTest {

  private final HoldTime holdTime = new HoldTime();

  @Test
  void isUnknownUntilTheFirstCameBackAndThenWhatThatTook() {
    assertThat(holdTime.usualNanos(), is(0L));
    holdTime.add(1_600);
    assertThat(holdTime.usualNanos(), is(1_600L));
  }

  @Test
  void anotherCountsForASixteenth() {
    holdTime.add(1_600);
    holdTime.add(3_200);
    assertThat(holdTime.usualNanos(), is(1_700L));
  }
}
