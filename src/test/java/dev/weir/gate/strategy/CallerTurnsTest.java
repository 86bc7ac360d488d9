package dev.weir.gate.strategy;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CallerTurnsTest {

  private static final String CALLER = "192.0.2.1";
  private static final long START_NANOS = HOURS.toNanos(-1);
  private static final long TURN_NANOS = START_NANOS + SECONDS.toNanos(3);

  private final CallerTurns promises = new CallerTurns(START_NANOS);

  private void promise(String caller, long turnNanos) {
    promises.made(caller, turnNanos, START_NANOS);
  }

  private OptionalLong takeAt(long nanos) {
    return promises.takeDue(CALLER, nanos);
  }

  @Test
  void aTurnIsTakenWhenItHasCome() {
    promise(CALLER, TURN_NANOS);
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.of(TURN_NANOS)));
  }

  @Test
  void aTurnIsTakenOnce() {
    promise(CALLER, TURN_NANOS);
    takeAt(TURN_NANOS);
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.empty()));
  }

  @Test
  void aTurnIsKeptForAWhile() {
    promise(CALLER, TURN_NANOS);
    promise("another", TURN_NANOS + SECONDS.toNanos(9));
    assertThat(takeAt(TURN_NANOS - CallerTurns.EARLY_NANOS - 1), is(OptionalLong.empty()));
    assertThat(takeAt(TURN_NANOS + CallerTurns.LATE_NANOS), is(OptionalLong.of(TURN_NANOS)));
  }

  @Test
  void aTurnIsLostByOneThatComesTooLate() {
    promise(CALLER, TURN_NANOS);
    promise("another", TURN_NANOS + SECONDS.toNanos(9));
    assertThat(takeAt(TURN_NANOS + CallerTurns.LATE_NANOS + 1), is(OptionalLong.empty()));
  }

  @Test
  void aTurnIsNobodyElses() {
    promise("another", TURN_NANOS);
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.empty()));
  }

  @Test
  void theTurnsOfManyClientsBehindOneAddressAreTakenInTheOrderOfTime() {
    promise(CALLER, TURN_NANOS + 2);
    promise(CALLER, TURN_NANOS);
    promise(CALLER, TURN_NANOS + 1);
    assertThat(takeAt(TURN_NANOS + 2), is(OptionalLong.of(TURN_NANOS)));
    assertThat(takeAt(TURN_NANOS + 2), is(OptionalLong.of(TURN_NANOS + 1)));
    assertThat(takeAt(TURN_NANOS + 2), is(OptionalLong.of(TURN_NANOS + 2)));
  }

  @Test
  void oneThatAsksWithoutEndLosesItsFirstTurns() {
    for (int i = 0; i <= Turns.MOST; i++) {
      promise(CALLER, TURN_NANOS + SECONDS.toNanos(i));
    }
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.empty()));
    long second = TURN_NANOS + SECONDS.toNanos(1);
    assertThat(takeAt(second), is(OptionalLong.of(second)));
  }

  @Test
  void noMoreCallersAreRememberedThanThereIsRoomFor() {
    for (int i = 0; i < CallerTurns.MOST_CALLERS; i++) {
      promise("caller " + i, TURN_NANOS);
    }
    promise(CALLER, TURN_NANOS);
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.empty()));
    assertThat(promises.takeDue("caller 7", TURN_NANOS), is(OptionalLong.of(TURN_NANOS)));
  }

  @Test
  void callersWhoseTurnsHavePassedMakeRoomForOthers() {
    for (int i = 0; i < CallerTurns.MOST_CALLERS; i++) {
      promise("caller " + i, TURN_NANOS);
    }
    long laterNanos = TURN_NANOS + CallerTurns.LATE_NANOS + 1;
    promises.made(CALLER, laterNanos, laterNanos);
    assertThat(takeAt(laterNanos), is(OptionalLong.of(laterNanos)));
  }

  @Test
  void whenAllTurnsHavePassedThereIsNothingToLookFor() {
    assertThat(promises.any(), is(false));
    promise(CALLER, TURN_NANOS);
    assertThat(promises.any(), is(true));
    takeAt(TURN_NANOS + CallerTurns.LATE_NANOS + 1);
    assertThat(promises.any(), is(false));
  }
}
