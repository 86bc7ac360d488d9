package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.weir.gate.CallResult;
import dev.weir.gate.estimate.SampleWindow.Sample;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampleWindowTest {

  private static final long TENTH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int ENOUGH = 20;

  private final SampleWindow window = new SampleWindow(0);

  private void calls(int count, long tookNanos, CallResult result) {
    for (int i = 0; i < count; i++) {
      window.add(result, tookNanos, 3, 4, false);
    }
  }

  private void successes(int count, long tookNanos) {
    calls(count, tookNanos, CallResult.SUCCESS);
  }

  private boolean isOver(long nowNanos) {
    return window.isOver(nowNanos, 5, ENOUGH);
  }

  private Sample sample() {
    return window.restart(0, 0);
  }

  private long medianNanos() {
    LatencyProfile latencies = sample().latencies();
    return latencies == null ? -1 : Math.round(latencies.medianNanos() / 100.0) * 100;
  }

  @Test
  void isOverAfterATenthOfASecondAndNotBeforeEnoughCallsHaveEnded() {
    successes(ENOUGH - 1, 5);
    assertThat(isOver(TENTH_NANOS), is(false));
    calls(1, 5, CallResult.ERROR);
    assertThat(isOver(TENTH_NANOS - 1), is(false));
    assertThat(isOver(TENTH_NANOS), is(true));
  }

  @Test
  void isOverWithFewerCallsAfterThreeSeconds() {
    successes(5, 5);
    assertThat(isOver(30 * TENTH_NANOS - 1), is(false));
    assertThat(isOver(30 * TENTH_NANOS), is(true));
  }

  @Test
  void isNeverOverWithTooFew() {
    successes(4, 5);
    assertThat(isOver(1_000 * TENTH_NANOS), is(false));
  }

  @Test
  void isAsLongAsTwoCallsButNoLongerThanASecond() {
    successes(ENOUGH, TENTH_NANOS);
    window.restart(TENTH_NANOS, 0);
    successes(ENOUGH, 100 * TENTH_NANOS);
    assertThat(isOver(3 * TENTH_NANOS - 1000), is(false));
    assertThat(isOver(3 * TENTH_NANOS + 1000), is(true));
    window.restart(0, 0);
    successes(ENOUGH, 1);
    assertThat(isOver(10 * TENTH_NANOS - 1), is(false));
    assertThat(isOver(10 * TENTH_NANOS), is(true));
  }

  @Test
  void isLongerThanNearlyAllCallsByAFifth() {
    successes(15, TENTH_NANOS / 10);
    successes(5, 4 * TENTH_NANOS);
    window.restart(0, 0);
    successes(ENOUGH, 1);
    long lengthNanos = 4 * TENTH_NANOS * 6 / 5;
    assertThat(isOver(lengthNanos - 1000), is(false));
    assertThat(isOver(lengthNanos + 1000), is(true));
  }

  @Test
  void theMiddleOfTheGoodCallsIsWhatACallTakes() {
    successes(10, 5_000);
    successes(9, 7_000);
    successes(2, 1_000_000);
    calls(5, 1, CallResult.ERROR);
    assertThat(medianNanos(), is(7_000L));
  }

  @Test
  void quickErrorsSayNothingOfTheLatency() {
    calls(ENOUGH, 1, CallResult.ERROR);
    assertThat(sample().latencies(), nullValue());
  }

  @Test
  void errorsThatTookLongerThanNearlyAllCallsBeforeDo() {
    successes(ENOUGH, 5_000);
    sample();
    calls(ENOUGH, 9_000, CallResult.ERROR);
    assertThat(medianNanos(), is(9_000L));
  }

  @Test
  void errorsThatTookAsLongAsCallsBeforeDoNot() {
    successes(ENOUGH, 1);
    sample();
    calls(ENOUGH, 1, CallResult.ERROR);
    assertThat(sample().latencies(), nullValue());
  }

  @Test
  void ofFewerThanFiveCallsTheLatencyIsNotKnown() {
    successes(4, 5_000);
    assertThat(sample().latencies(), nullValue());
    successes(5, 5_000);
    assertThat(sample().latencies(), notNullValue());
  }

  @Test
  void countsTheGoodCallsOfASecond() {
    successes(10, 5);
    calls(6, 5, CallResult.ERROR);
    assertThat(window.restart(20 * TENTH_NANOS, 0).perSecond(), closeTo(5, 1e-9));
  }

  @Test
  void aCallThatWasCutIsNoSample() {
    calls(ENOUGH, 1, CallResult.CANCELLED);
    assertThat(isOver(TENTH_NANOS), is(false));
    successes(ENOUGH, 5_000);
    assertThat(sample().calls(), is(ENOUGH));
  }

  @Test
  void ofMoreThanAThousandGoodCallsTheLatestCount() {
    successes(1_000, 5_000);
    successes(1_000, 8_000);
    assertThat(medianNanos(), is(8_000L));
  }

  @Test
  void countsTheSharesOfWhatEndedHow() {
    successes(10, 5);
    calls(6, 5, CallResult.ERROR);
    calls(4, 5, CallResult.OVERLOAD);
    Sample sample = sample();
    assertThat(sample.errorShare(), closeTo(0.3, 1e-9));
    assertThat(sample.overloadShare(), closeTo(0.2, 1e-9));
    assertThat(sample.inside(), closeTo(3, 1e-9));
  }

  @Test
  void countsHowOftenAllPermitsWereOut() {
    successes(15, 5);
    for (int i = 0; i < 5; i++) {
      window.add(CallResult.SUCCESS, 5, 4, 4, false);
    }
    assertThat(sample().fullShare(), closeTo(0.25, 1e-9));
  }

  @Test
  void isStaleIfMoreThanHalfOfTheCallsBeganBeforeAChange() {
    successes(10, 5);
    beganBefore(10);
    assertThat(sample().stale(), is(false));
    successes(9, 5);
    beganBefore(10);
    assertThat(sample().stale(), is(true));
    successes(ENOUGH, 5);
    assertThat(sample().stale(), is(false));
  }

  private void beganBefore(int count) {
    for (int i = 0; i < count; i++) {
      window.add(CallResult.SUCCESS, 5, 3, 4, true);
    }
  }

  private double apartOf(int calls) {
    for (int i = 0; i < calls; i++) {
      successes(1, i % 2 == 0 ? 5_000 : 10_000);
    }
    return sample().halvesApart();
  }

  @Test
  void everySecondCallIsComparedWithTheOthersOfAtLeastTen() {
    assertThat(apartOf(9), is(0.0));
    assertThat(apartOf(10), closeTo(Math.log(2), 1e-9));
  }

  @Test
  void theHalvesOfEqualCallsAreNotApart() {
    successes(ENOUGH, 5);
    assertThat(sample().halvesApart(), closeTo(0, 1e-9));
  }
}
