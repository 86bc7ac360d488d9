package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.estimate.TrialCut.Verdict;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A cut from sixteen calls inside, which take 8 ns, to one: by Little's law an extreme. */
class TrialCutTest {

  private static final double FEW_PER_SECOND = 1;

  private final Baseline baseline = new Baseline();

  private static WindowOfCalls before() {
    return new WindowOfCalls(8, 16).perSecond(100);
  }

  private static WindowOfCalls after(double tookNanos) {
    return new WindowOfCalls(tookNanos, 1).perSecond(FEW_PER_SECOND);
  }

  private Verdict forSlowness(WindowOfCalls after) {
    return new TrialCut(16, before().sample(), true, 0).verdict(after.sample(), baseline);
  }

  private Verdict forErrors(double errorsBefore, double errorsAfter) {
    WindowOfCalls after = after(8).perSecond(100).errors(errorsAfter);
    return new TrialCut(16, before().errors(errorsBefore).sample(), false, errorsBefore)
        .verdict(after.sample(), baseline);
  }

  @Test
  void callsThatAreQuickerByThreeQuartersPay() {
    assertThat(forSlowness(after(1)), is(Verdict.PAID));
    assertThat(forSlowness(after(2)), is(Verdict.IN_VAIN));
  }

  @Test
  void aLossOfAQuarterOfWhatIsCutPays() {
    assertThat(forSlowness(after(8).perSecond(50)), is(Verdict.PAID));
    assertThat(forSlowness(after(8).perSecond(49)), is(Verdict.IN_VAIN));
  }

  @Test
  void aCutForErrorsPaysIfHalfOfTheAdditionalOnesAreLeft() {
    assertThat(forErrors(0.4, 0.2), is(Verdict.PAID));
    assertThat(forErrors(0.4, 0.21), is(Verdict.IN_VAIN));
  }

  @Test
  void aCutForErrorsIsNotJudgedByThroughput() {
    assertThat(forErrors(0.4, 0.4), is(Verdict.IN_VAIN));
  }

  @Test
  void aCutForSlownessIsNotJudgedByErrors() {
    assertThat(forSlowness(after(8).errors(0)), is(Verdict.IN_VAIN));
  }

  @Test
  void whereHardlyFewerWereInsideNothingIsKnown() {
    WindowOfCalls slower = new WindowOfCalls(16, 16).perSecond(FEW_PER_SECOND);
    assertThat(forSlowness(slower), is(Verdict.UNDECIDED));
  }

  @Test
  void itIsJudgedWhenTheSlowCallsOfBeforeAreOver() {
    WindowOfCalls before = new WindowOfCalls(1_000, 16);
    assertThat(isReady(before, 998), is(false));
    assertThat(isReady(before, 1_000), is(true));
  }

  @Test
  void itIsJudgedAfterThreeSecondsHoweverSlowCallsWere() {
    WindowOfCalls slow = new WindowOfCalls(TimeUnit.MINUTES.toNanos(1), 16);
    assertThat(isReady(slow, TimeUnit.SECONDS.toNanos(3) - 1), is(false));
    assertThat(isReady(slow, TimeUnit.SECONDS.toNanos(3)), is(true));
  }

  private static boolean isReady(WindowOfCalls before, long sinceCutNanos) {
    return new TrialCut(16, before.sample(), true, 0)
        .isReady(after(1).sinceChange(sinceCutNanos).sample());
  }
}
