package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final long QUARTER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PERMITS = 8;

  private final Forecast forecast = new Forecast(true);

  private int reach(long holdNanos) {
    return forecast.placesInReach(QUARTER_NANOS, PERMITS, holdNanos);
  }

  @Test
  void reachIsTheRateTimesThePatienceAndAQuarter() {
    assertThat(reach(HELD_NANOS), is(125));
  }

  @Test
  void asManyAsThereArePermitsMayAlwaysWait() {
    assertThat(reach(TimeUnit.HOURS.toNanos(1)), is(PERMITS));
  }

  @Test
  void everyPlaceIsInReachWhileNoRateIsKnown() {
    assertThat(reach(0), is(Forecast.ANY_PLACE));
  }

  @Test
  void everyPlaceIsInReachWhileThereAreNoPermits() {
    assertThat(new Forecast(true).placesInReach(1, 0, 1), is(Forecast.ANY_PLACE));
  }

  @Test
  void everyPlaceIsInReachWhenItIsOff() {
    assertThat(
        new Forecast(false).placesInReach(QUARTER_NANOS, PERMITS, HELD_NANOS),
        is(Forecast.ANY_PLACE));
  }
}
