package dev.weir.gate.estimate;

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

  private final CallerTurns turns = new CallerTurns(START_NANOS);

  private void add(String caller, long turnNanos) {
    turns.add(caller, turnNanos, START_NANOS);
  }

  private OptionalLong takeAt(long nanos) {
    return turns.takeDue(CALLER, nanos);
  }

  @Test
  void aTurnIsTakenWhenItHasCome() {
    add(CALLER, TURN_NANOS);
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.of(TURN_NANOS)));
  }

  @Test
  void aTurnIsTakenOnce() {
    add(CALLER, TURN_NANOS);
    takeAt(TURN_NANOS);
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.empty()));
  }

  @Test
  void aTurnIsKeptForAWhile() {
    add(CALLER, TURN_NANOS);
    add("another", TURN_NANOS + SECONDS.toNanos(9));
    assertThat(takeAt(TURN_NANOS - CallerTurns.EARLY_NANOS - 1), is(OptionalLong.empty()));
    assertThat(takeAt(TURN_NANOS + CallerTurns.LATE_NANOS), is(OptionalLong.of(TURN_NANOS)));
  }

  @Test
  void aTurnIsLostByACallerThatComesTooLate() {
    add(CALLER, TURN_NANOS);
    add("another", TURN_NANOS + SECONDS.toNanos(9));
    assertThat(takeAt(TURN_NANOS + CallerTurns.LATE_NANOS + 1), is(OptionalLong.empty()));
  }

  @Test
  void aTurnIsItsCallersAlone() {
    add("another", TURN_NANOS);
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.empty()));
  }

  @Test
  void theTurnsOfManyClientsBehindOneAddressAreTakenInTheOrderOfTime() {
    add(CALLER, TURN_NANOS + 2);
    add(CALLER, TURN_NANOS);
    add(CALLER, TURN_NANOS + 1);
    assertThat(takeAt(TURN_NANOS + 2), is(OptionalLong.of(TURN_NANOS)));
    assertThat(takeAt(TURN_NANOS + 2), is(OptionalLong.of(TURN_NANOS + 1)));
    assertThat(takeAt(TURN_NANOS + 2), is(OptionalLong.of(TURN_NANOS + 2)));
  }

  @Test
  void aCallerThatAsksWithoutEndLosesItsFirstTurns() {
    for (int i = 0; i <= Turns.MOST; i++) {
      add(CALLER, TURN_NANOS + SECONDS.toNanos(i));
    }
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.empty()));
    long second = TURN_NANOS + SECONDS.toNanos(1);
    assertThat(takeAt(second), is(OptionalLong.of(second)));
  }

  @Test
  void noMoreCallersAreRememberedThanThereIsRoomFor() {
    for (int i = 0; i < CallerTurns.MOST_CALLERS; i++) {
      add("caller " + i, TURN_NANOS);
    }
    add(CALLER, TURN_NANOS);
    assertThat(takeAt(TURN_NANOS), is(OptionalLong.empty()));
    assertThat(turns.takeDue("caller 7", TURN_NANOS), is(OptionalLong.of(TURN_NANOS)));
  }

  @Test
  void callersWhoseTurnsHavePassedMakeRoomForOthers() {
    for (int i = 0; i < CallerTurns.MOST_CALLERS; i++) {
      add("caller " + i, TURN_NANOS);
    }
    long laterNanos = TURN_NANOS + CallerTurns.LATE_NANOS + 1;
    turns.add(CALLER, laterNanos, laterNanos);
    assertThat(takeAt(laterNanos), is(OptionalLong.of(laterNanos)));
  }

  private void fillUp(long turnNanos) {
    for (int i = 0; i < CallerTurns.MOST_CALLERS; i++) {
      add("caller " + i, turnNanos);
    }
  }

  /** Returns whether there is room for one more caller, which is then remembered. */
  private boolean hasRoomAt(String caller, long nowNanos) {
    turns.add(caller, nowNanos, nowNanos);
    return turns.takeDue(caller, nowNanos).isPresent();
  }

  @Test
  void callersThatHaveTurnsToComeStayWhenRoomIsNeeded() {
    fillUp(TURN_NANOS);
    assertThat(hasRoomAt(CALLER, TURN_NANOS - SECONDS.toNanos(1)), is(false));
    assertThat(turns.takeDue("caller 7", TURN_NANOS), is(OptionalLong.of(TURN_NANOS)));
  }

  @Test
  void roomIsLookedForOnceASecond() {
    fillUp(START_NANOS + 1);
    add("caller 0", START_NANOS + HOURS.toNanos(1));
    long lookedNanos = START_NANOS + CallerTurns.LATE_NANOS;
    assertThat(hasRoomAt("first", lookedNanos), is(false));
    assertThat(hasRoomAt("second", lookedNanos + SECONDS.toNanos(1) - 1), is(false));
    assertThat(hasRoomAt("third", lookedNanos + SECONDS.toNanos(1)), is(true));
  }

  @Test
  void whenAllTurnsHavePassedThereIsRoomAtOnce() {
    fillUp(TURN_NANOS);
    long passedNanos = TURN_NANOS + CallerTurns.LATE_NANOS + 1;
    assertThat(hasRoomAt("too early", passedNanos - SECONDS.toNanos(1) + 1), is(false));
    assertThat(takeAt(passedNanos), is(OptionalLong.empty()));
    assertThat(hasRoomAt(CALLER, passedNanos), is(true));
  }

  @Test
  void whenAllTurnsHavePassedThereIsNothingToLookFor() {
    assertThat(turns.any(), is(false));
    add(CALLER, TURN_NANOS);
    assertThat(turns.any(), is(true));
    takeAt(TURN_NANOS + CallerTurns.LATE_NANOS + 1);
    assertThat(turns.any(), is(false));
  }
}
