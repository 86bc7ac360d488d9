package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.admission.strategy.SampleWindow.Sample;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampleWindowTest {

  private static final long TENTH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int ENOUGH = 20;

  private final SampleWindow window = new SampleWindow(0);

  private void calls(int count, long tookNanos, boolean well) {
    for (int i = 0; i < count; i++) {
      window.add(tookNanos, well);
      window.takeNote(3, false);
    }
  }

  @Test
  void isOverAfterATenthOfASecondAndNotBeforeEnoughCallsHaveEnded() {
    calls(ENOUGH - 1, 5, true);
    assertThat(window.isOver(TENTH_NANOS), is(false));
    calls(1, 5, false);
    assertThat(window.isOver(TENTH_NANOS - 1), is(false));
    assertThat(window.isOver(TENTH_NANOS), is(true));
  }

  @Test
  void isAsLongAsTwoCallsButNoLongerThanASecond() {
    calls(ENOUGH, TENTH_NANOS, true);
    window.restart(TENTH_NANOS);
    calls(ENOUGH, 100 * TENTH_NANOS, true);
    assertThat(window.isOver(3 * TENTH_NANOS - 1), is(false));
    assertThat(window.isOver(3 * TENTH_NANOS), is(true));
    window.restart(0);
    calls(ENOUGH, 1, true);
    assertThat(window.isOver(10 * TENTH_NANOS - 1), is(false));
    assertThat(window.isOver(10 * TENTH_NANOS), is(true));
  }

  @Test
  void theMiddleOfTheGoodCallsIsWhatACallTakes() {
    calls(10, 5, true);
    calls(9, 7, true);
    calls(1, 1_000, true);
    calls(5, 1, false);
    assertThat(window.restart(0).medianNanos(), is(7L));
  }

  @Test
  void whereNoneWentWellTheSlowestOfTheBadCounts() {
    calls(1, 9, false);
    calls(ENOUGH, 2, false);
    assertThat(window.restart(0), is(new Sample(9, 3, true, false)));
    calls(ENOUGH, 2, false);
    assertThat(window.restart(0), is(new Sample(2, 3, true, false)));
  }

  @Test
  void ofMoreThanAThousandGoodCallsTheLatestCount() {
    calls(1_000, 5, true);
    calls(1_000, 8, true);
    assertThat(window.restart(0).medianNanos(), is(8L));
  }

  @Test
  void moreThanATwentiethOfBadCallsIsTooMuch() {
    calls(19, 5, true);
    calls(1, 5, false);
    assertThat(window.restart(0), is(new Sample(5, 3, false, false)));
    calls(19, 5, true);
    calls(2, 5, false);
    assertThat(window.restart(0), is(new Sample(5, 3, true, false)));
  }

  @Test
  void isStaleIfMoreThanHalfOfTheCallsBeganBeforeAChange() {
    calls(10, 5, true);
    beganBefore(10);
    assertThat(window.restart(0).stale(), is(false));
    calls(9, 5, true);
    beganBefore(10);
    assertThat(window.restart(0).stale(), is(true));
    calls(ENOUGH, 5, true);
    assertThat(window.restart(0).stale(), is(false));
  }

  private void beganBefore(int count) {
    for (int i = 0; i < count; i++) {
      window.add(5, true);
      window.takeNote(3, true);
    }
  }

  @Test
  void aCallThatTookNoTimeTookAtLeastSome() {
    calls(ENOUGH, 0, true);
    assertThat(window.restart(0).medianNanos(), is(1L));
  }
}
