package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryHintTest {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private long nowNanos = TimeUnit.HOURS.toNanos(-1);
  private double random;
  private final RetryHint hint = new RetryHint(() -> random, nowNanos);

  private long millis(int waiting) {
    return hint.next(nowNanos, waiting, STEP_NANOS).toMillis();
  }

  private void shed(int count) {
    for (int i = 0; i < count; i++) {
      millis(0);
    }
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  @Test
  void eachTurnComesAStepAfterTheOneBefore() {
    assertThat(List.of(millis(0), millis(0), millis(0)), is(List.of(1_000L, 1_005L, 1_010L)));
  }

  @Test
  void aCrowdThatComesLaterHasTheTurnsAfterThoseOfTheFirst() {
    shed(100);
    pass(Duration.ofMillis(200));
    assertThat(millis(0), is(1_300L));
  }

  @Test
  void theFirstTurnComesWhenTheLineHasDrained() {
    assertThat(millis(399), is(2_000L));
    assertThat(millis(399), is(2_005L));
  }

  @Test
  void turnsThatHavePassedLeaveNothing() {
    shed(1_000);
    pass(Duration.ofSeconds(5));
    assertThat(millis(0), is(1_000L));
  }

  @Test
  void anOverloadThatLastsMovesTheTurnsFurtherAwayByItself() {
    for (int second = 1; second <= 5; second++) {
      shed(400);
      assertThat(millis(0), greaterThan(1_000L * (second + 1)));
      pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void turnsBeyondTheLongestAreSpreadOverItsLastThird() {
    shed(6_000);
    assertThat(millis(0), is(30_000L));
    random = 0.5;
    assertThat(millis(0), is(25_000L));
    random = 0.999_999;
    assertThat(millis(0), is(20_000L));
  }

  @Test
  void withoutPermitsAllComeBackLateAndPutOffNoOther() {
    random = 0.5;
    assertThat(hint.next(nowNanos, 7, RetryHint.NEVER), is(Duration.ofSeconds(25)));
    assertThat(millis(0), is(1_000L));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1_000})
  void turnsAreSpreadEvenlyOverASecondWhileTheStepIsUnknown(int count) {
    List<Long> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      turns.add(hint.next(nowNanos, 0, 0).toMillis());
    }
    for (int tenth = 1_000; tenth < 2_000; tenth += 100) {
      long from = tenth;
      long within = turns.stream().filter(at -> at >= from && at < from + 100).count();
      assertThat((double) within, closeTo(count / 10.0, 2));
    }
    assertThat(turns, everyItem(lessThan(2_000L)));
  }

  @Test
  void theFirstTurnIsInASecondWhileTheStepIsUnknown() {
    assertThat(hint.next(nowNanos, 1_000, 0), is(Duration.ofSeconds(1)));
  }

  @Test
  void aGuessDoesNotPutOffTheTurnsThatFollow() {
    for (int i = 0; i < 100; i++) {
      hint.next(nowNanos, 0, 0);
    }
    assertThat(millis(0), is(1_000L));
  }
}
