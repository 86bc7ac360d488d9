package dev.weir.backend.simulated;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.weir.backend.simulated.Schedule.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Pace USUAL = pace(16);
  private static final Pace SMALL = pace(8);

  /** Small at 2 s; hangs from 3 to 5 s and, after a second, from 6 to 7 s. */
  private static final Schedule BAD_DAY =
      new Schedule(
          List.of(
              new Phase(Duration.ofSeconds(2), false, SMALL),
              new Phase(Duration.ofSeconds(3), true, USUAL),
              new Phase(Duration.ofSeconds(5), false, USUAL),
              new Phase(Duration.ofSeconds(6), true, USUAL),
              new Phase(Duration.ofSeconds(7), false, USUAL)));

  private static Pace pace(int capacity) {
    return new Pace(Duration.ofSeconds(1), capacity, 0, 0);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void withoutPhasesNothingChanges() {
    assertThat(Schedule.NONE.at(seconds(9), USUAL), is(USUAL));
    assertThat(Schedule.NONE.begin(seconds(9)), is(seconds(9)));
    assertThat(Schedule.NONE.end(seconds(9), seconds(1)), is(seconds(10)));
  }

  @Test
  void whatHoldsBeginsAtItsMomentAndLastsUntilTheNext() {
    assertThat(BAD_DAY.at(seconds(2) - 1, USUAL), is(USUAL));
    assertThat(BAD_DAY.at(seconds(2), USUAL), is(SMALL));
    assertThat(BAD_DAY.at(seconds(9), SMALL), is(USUAL));
  }

  @Test
  void aCallDuringAHangBeginsAtItsEnd() {
    assertThat(BAD_DAY.begin(seconds(3) - 1), is(seconds(3) - 1));
    assertThat(BAD_DAY.begin(seconds(3)), is(seconds(5)));
    assertThat(BAD_DAY.begin(seconds(5) - 1), is(seconds(5)));
    assertThat(BAD_DAY.begin(seconds(5)), is(seconds(5)));
  }

  @Test
  void aCallInsideTakesLongerByTheTimeOfTheHang() {
    assertThat(BAD_DAY.end(seconds(2), seconds(1)), is(seconds(3)));
    assertThat(BAD_DAY.end(seconds(2), seconds(1) + 1), is(seconds(5) + 1));
    assertThat(BAD_DAY.end(seconds(2), seconds(3)), is(seconds(8)));
  }

  @Test
  void aHangWithoutAnEndIsForever() {
    Schedule schedule = new Schedule(List.of(new Phase(Duration.ZERO, true, USUAL)));
    assertThat(schedule.begin(0), is(greaterThan(TimeUnit.DAYS.toNanos(36_500 / 2))));
    assertThat(schedule.end(-1, 2), is(greaterThan(TimeUnit.DAYS.toNanos(36_500 / 2))));
  }
}
