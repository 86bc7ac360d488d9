package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.estimate.SampleWindow.Sample;
import org.junit.jupiter.api.Test;

/** What is usual, learnt from windows of a hundred calls. */
class BaselineTest {

  private static final double EXACT = 1e-6;
  private static final double MILLI = 1e6;

  private final Baseline baseline = new Baseline();

  private static Sample calls(double millis) {
    return new WindowOfCalls(millis * MILLI, 10).sample();
  }

  private static Sample errors(double share) {
    return new WindowOfCalls(10 * MILLI, 10).errors(share).sample();
  }

  private double usualErrors() {
    return -baseline.moreErrors(errors(0));
  }

  @Test
  void whereNoneFailedATwentiethIsNothing() {
    assertThat(baseline.erring(errors(0.05)), is(false));
    assertThat(baseline.erring(errors(0.06)), is(true));
  }

  @Test
  void ofFewCallsMoreHaveToFailToStandOut() {
    assertThat(
        baseline.erring(new WindowOfCalls(MILLI, 1).calls(10).errors(0.2).sample()), is(false));
    assertThat(
        baseline.erring(new WindowOfCalls(MILLI, 1).calls(10).errors(0.3).sample()), is(true));
  }

  @Test
  void whereHalfFailAnywayMoreThanChanceStandsOut() {
    baseline.adopt(errors(0.5));
    assertThat(baseline.erring(errors(0.64)), is(false));
    assertThat(baseline.erring(errors(0.66)), is(true));
  }

  @Test
  void theShareOfErrorsIsFollowedByATenth() {
    baseline.learnErrors(errors(0.05));
    assertThat(usualErrors(), closeTo(0.005, EXACT));
  }

  @Test
  void farFewerErrorsAreFollowedByHalf() {
    baseline.adopt(errors(0.5));
    baseline.learnErrors(errors(0));
    assertThat(usualErrors(), closeTo(0.25, EXACT));
  }

  @Test
  void aFewErrorsLessAreFollowedByATenth() {
    baseline.adopt(errors(0.5));
    baseline.learnErrors(errors(0.4));
    assertThat(usualErrors(), closeTo(0.49, EXACT));
  }

  @Test
  void errorsThatStandOutAreNotTakenAsUsual() {
    baseline.learnErrors(errors(0.5));
    assertThat(usualErrors(), closeTo(0, EXACT));
  }

  @Test
  void quickerCallsAreFollowedByAQuarter() {
    baseline.observe(calls(16));
    baseline.learn(calls(1), false);
    assertThat(baseline.slowdown(calls(8)), closeTo(0, EXACT));
  }

  @Test
  void slowerCallsAreFollowedOnlyWhereFewAreInside() {
    baseline.observe(calls(10));
    baseline.learn(calls(11), false);
    assertThat(baseline.slowdown(calls(10)), closeTo(0, EXACT));
    baseline.learn(calls(11), true);
    assertThat(baseline.slowdown(calls(11)), closeTo(0.9 * Math.log(1.1), EXACT));
  }
}
