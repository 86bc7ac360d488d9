package dev.weir.lab.load;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateTest {

  private static final Rate TEN_THEN_THIRTY = Rate.of(10, seconds(2)).then(30, seconds(1));
  private static final Rate TWENTY = Rate.of(20, seconds(3));

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void addsUpOverItsSpans() {
    assertThat(TEN_THEN_THIRTY.total(), is(50.0));
    assertThat(TEN_THEN_THIRTY.until(), is(seconds(3)));
  }

  @Test
  void theSmallerOfTwoChangesWhereEitherDoes() {
    assertThat(TEN_THEN_THIRTY.min(TWENTY).total(), is(40.0));
    assertThat(TWENTY.min(TEN_THEN_THIRTY).total(), is(40.0));
  }

  @Test
  void theSumOfTwoHasAllOfBoth() {
    assertThat(TEN_THEN_THIRTY.plus(TWENTY).total(), is(closeTo(110, 1e-9)));
  }

  @Test
  void whatHasNoBoundIsNeverTheSmaller() {
    Rate unbounded = Rate.of(Double.POSITIVE_INFINITY, seconds(3));
    assertThat(unbounded.min(TEN_THEN_THIRTY).total(), is(50.0));
  }
}
