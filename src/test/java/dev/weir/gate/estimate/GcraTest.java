package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcraTest {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  @ParameterizedTest
  @ValueSource(longs = {0, -5, Long.MAX_VALUE - 7})
  void theFirstMomentIsNowAndEachFollowsAStepLater(long nowNanos) {
    Gcra tenASecond = new Gcra(10, nowNanos);
    for (int i = 0; i < 3; i++) {
      assertThat(tenASecond.nextNanos() - nowNanos, is(i * STEP_NANOS));
      tenASecond.take(nowNanos);
    }
  }

  @Test
  void aMomentThatPassedIsNotMadeUpFor() {
    Gcra tenASecond = new Gcra(10, 0);
    tenASecond.take(5 * STEP_NANOS + 1);
    assertThat(tenASecond.nextNanos(), is(6 * STEP_NANOS + 1));
  }

  @Test
  void atAnotherRateAsManyMomentsAreAheadAsBefore() {
    Gcra schedule = new Gcra(10, 0);
    schedule.take(0);
    schedule.take(0);
    assertThat(schedule.withRate(20, STEP_NANOS / 2).nextNanos(), is(STEP_NANOS * 5 / 4));
    assertThat(schedule.withRate(20, STEP_NANOS * 9).nextNanos(), is(STEP_NANOS * 9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aRateIsMoreThanZero(double perSecond) {
    assertThrows(IllegalArgumentException.class, () -> new Gcra(perSecond, 0).nextNanos());
  }
}
