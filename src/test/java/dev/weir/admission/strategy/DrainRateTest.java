package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainRateTest {

  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final DrainRate rate = new DrainRate();

  private void permitsReturned(int count) {
    for (int i = 0; i < count; i++) {
      rate.permitReturned();
    }
  }

  @Test
  void isUnknownUntilTheFirstWindowIsOver() {
    permitsReturned(10);
    rate.sample(WINDOW_NANOS - 1);
    assertThat(rate.perSecond(), is(OptionalDouble.empty()));
    rate.sample(WINDOW_NANOS);
    assertThat(rate.perSecond(), is(OptionalDouble.of(40)));
  }

  @Test
  void theNextWindowBeginsWhereTheLastOneEndedAndCountsForThreeTenths() {
    permitsReturned(10);
    rate.sample(WINDOW_NANOS);
    permitsReturned(20);
    rate.sample(2 * WINDOW_NANOS - 1);
    assertThat(rate.perSecond(), is(OptionalDouble.of(40)));
    rate.sample(2 * WINDOW_NANOS);
    assertThat(rate.perSecond(), is(OptionalDouble.of(52)));
  }

  @Test
  void whatCameBackBeforeARestartDoesNotCount() {
    permitsReturned(10);
    rate.restart(WINDOW_NANOS);
    permitsReturned(1);
    rate.sample(2 * WINDOW_NANOS);
    assertThat(rate.perSecond(), is(OptionalDouble.of(4)));
    assertThat(rate.returned(), is(11L));
  }
}
