package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final long QUARTER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PERMITS = 8;

  private final Forecast forecast = new Forecast(true);

  private int reach(double drainPerSecond, long holdNanos) {
    return forecast.placesInReach(
        QUARTER_NANOS, PERMITS, OptionalDouble.of(drainPerSecond), holdNanos);
  }

  @Test
  void reachIsTheRateTimesThePatienceAndAQuarter() {
    assertThat(reach(400, HELD_NANOS), is(125));
  }

  @Test
  void theMoreHopefulMeasureOfTheRateCounts() {
    assertThat(reach(100, HELD_NANOS), is(125));
    assertThat(reach(800, HELD_NANOS), is(250));
  }

  @Test
  void asManyAsThereArePermitsMayAlwaysWait() {
    assertThat(reach(0.1, TimeUnit.HOURS.toNanos(1)), is(PERMITS));
  }

  @Test
  void everyPlaceIsInReachWhileNoRateIsKnown() {
    assertThat(
        forecast.placesInReach(QUARTER_NANOS, PERMITS, OptionalDouble.empty(), 0),
        is(Forecast.ANY_PLACE));
  }

  @Test
  void everyPlaceIsInReachWhenItIsOff() {
    assertThat(
        new Forecast(false).placesInReach(QUARTER_NANOS, PERMITS, OptionalDouble.of(1), HELD_NANOS),
        is(Forecast.ANY_PLACE));
  }
}
