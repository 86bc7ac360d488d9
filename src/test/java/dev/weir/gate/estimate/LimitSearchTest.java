package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each window does to the limit, where calls usually take ten milliseconds. */
class LimitSearchTest {

  private static final double USUAL = 10e6;
  private static final double A_LITTLE_SLOWER = 10.8e6;

  /** Returns a search where so many permits are known to be good, and all were in use. */
  private static LimitSearch at(int permits) {
    return at(permits, 1, 1_000, USUAL);
  }

  private static LimitSearch at(int permits, int fewest, int most, double usualNanos) {
    LimitSearch search = new LimitSearch(fewest, most, permits);
    for (int inside = 20; inside <= 2 * permits; inside *= 2) {
      search.after(new WindowOfCalls(usualNanos, Math.min(inside, permits)).full(0).sample());
    }
    assertThat(search.permits(), is(permits));
    return search;
  }

  private static int after(LimitSearch search, WindowOfCalls window) {
    search.after(window.sample());
    return search.permits();
  }

  private static WindowOfCalls all(LimitSearch search, double tookNanos) {
    return new WindowOfCalls(tookNanos, search.permits());
  }

  private static List<Integer> limitsWhileQuick(LimitSearch search, int windows) {
    List<Integer> limits = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      limits.add(after(search, all(search, USUAL)));
    }
    return limits;
  }

  /** Of a hundred permits thirty are gone, and calls take as long as before. */
  private static void tryInVain(LimitSearch search) {
    int before = search.permits();
    search.after(all(search, 4 * USUAL).sample());
    assertThat(search.permits(), is(lessThan(before)));
    after(search, all(search, 4 * USUAL));
    assertThat(search.permits(), is(before));
  }

  private static void doubt(LimitSearch search, int windows) {
    int before = search.permits();
    for (int i = 0; i < windows; i++) {
      assertThat(after(search, all(search, A_LITTLE_SLOWER)), is(before));
    }
  }

  @Test
  void growsByHalfUntilSomethingGoesWrong() {
    assertThat(limitsWhileQuick(at(20), 4), is(List.of(30, 45, 67, 100)));
  }

  @Test
  void growsWhereAFifthOfTheCallsFindAllPermitsOut() {
    LimitSearch search = at(20);
    assertThat(after(search, all(search, USUAL).full(0.19)), is(20));
    assertThat(after(search, all(search, USUAL).full(0.2)), is(30));
  }

  @Test
  void afterATrialItGrowsByStepsThatDouble() {
    LimitSearch search = at(20);
    search.after(all(search, 4 * USUAL).sample());
    after(search, all(search, 4 * USUAL));
    List<Integer> limits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      limits.add(after(search, all(search, 4 * USUAL)));
    }
    assertThat(limits, is(List.of(22, 26, 34, 47)));
  }

  @Test
  void fallsByAFifthWhenTheBackendIsAskedTooMuch() {
    LimitSearch search = at(100);
    assertThat(after(search, all(search, USUAL).overloads(0.06)), is(80));
  }

  @Test
  void aTwentiethOfTheCallsIsNoOverload() {
    LimitSearch search = at(100);
    assertThat(after(search, all(search, USUAL).full(0).overloads(0.05)), is(100));
  }

  @Test
  void comesBackByHalfOfTheWayAndGoesOnWithCare() {
    LimitSearch search = at(100);
    after(search, all(search, USUAL).overloads(0.06));
    assertThat(limitsWhileQuick(search, 9), is(List.of(90, 95, 97, 98, 99, 100, 101, 103, 107)));
  }

  @Test
  void comesBackByHalfOfTheWayAfterACutThatPaid() {
    LimitSearch search = at(100);
    after(search, all(search, 4 * USUAL));
    after(search, all(search, 1.05 * USUAL));
    assertThat(limitsWhileQuick(search, 3), is(List.of(85, 92, 96)));
  }

  @Test
  void thirtyPercentAreCutWhenCallsTakeTwiceAsLong() {
    LimitSearch search = at(100, 1, 1_000, 1);
    assertThat(after(search, all(search, 2)), is(70));
  }

  @Test
  void callsThatAreSlowerByLessAreCutByAsMuch() {
    LimitSearch search = at(100);
    assertThat(after(search, all(search, USUAL * Math.exp(0.5))), is(60));
  }

  @Test
  void aCutIsSoLargeThatItStandsOutFromChance() {
    LimitSearch search = at(100);
    double noise = 0.1;
    WindowOfCalls slow = all(search, USUAL * Math.exp(3.5 * noise)).halvesApart(2 * noise);
    assertThat(after(search, slow), is((int) (100 * Math.exp(-4 * noise))));
  }

  @Test
  void aCutThatPaidIsFollowedByALargerOneWhileCallsAreSlow() {
    LimitSearch search = at(100);
    after(search, all(search, 4 * USUAL));
    assertThat(after(search, all(search, 2.8 * USUAL)), is(35));
  }

  @Test
  void afterACongestionIsOverTheNextCutIsSmallAgain() {
    LimitSearch search = at(100);
    after(search, all(search, 3 * USUAL));
    after(search, all(search, 1.05 * USUAL));
    assertThat(search.permits(), is(70));
    assertThat(after(search, all(search, 4 * USUAL)), is(49));
  }

  @Test
  void aCutInVainIsTakenBackAndCallsAreUsualAsTheyAre() {
    LimitSearch search = at(100);
    tryInVain(search);
    assertThat(after(search, all(search, 4 * USUAL)), is(102));
  }

  @Test
  void fifteenPercentAreCutWhenMoreCallsFail() {
    LimitSearch search = at(100);
    assertThat(after(search, all(search, USUAL).errors(0.3)), is(85));
  }

  @Test
  void aCutForErrorsIsTakenBackIfAsManyFail() {
    LimitSearch search = at(100);
    after(search, all(search, USUAL).errors(0.3));
    assertThat(after(search, all(search, USUAL).errors(0.3).perSecond(10_000)), is(100));
  }

  @Test
  void aCutForErrorsStaysIfFewerFail() {
    LimitSearch search = at(100);
    after(search, all(search, USUAL).errors(0.3));
    assertThat(after(search, all(search, A_LITTLE_SLOWER)), is(85));
  }

  @Test
  void errorsThatCameSlowlyAreUsual() {
    LimitSearch search = at(100);
    for (int i = 0; i < 20; i++) {
      after(search, all(search, USUAL).full(0).errors(0.04));
    }
    assertThat(after(search, all(search, USUAL).full(0).errors(0.08)), is(100));
  }

  @Test
  void callsThatAreALittleSlowerForNineWindowsAreATrial() {
    LimitSearch search = at(100);
    doubt(search, 8);
    assertThat(after(search, all(search, A_LITTLE_SLOWER)), is(90));
  }

  @Test
  void whereNotAllPermitsAreInUseThereIsNoDoubt() {
    LimitSearch search = at(100);
    doubt(search, 8);
    assertThat(after(search, all(search, A_LITTLE_SLOWER).full(0)), is(100));
    doubt(search, 8);
  }

  @Test
  void withTheFewestPermitsSlowCallsAreTakenAsTheyAre() {
    LimitSearch search = at(20, 20, 1_000, USUAL);
    assertThat(after(search, all(search, 4 * USUAL)), is(20));
    assertThat(after(search, all(search, 4 * USUAL)), is(22));
  }

  @Test
  void whatIsUsualIsLearntWhereNoMoreThanHalfAreInside() {
    assertThat(afterManyWindowsWith(50), is(100));
    assertThat(afterManyWindowsWith(51), is(lessThan(100)));
  }

  private static int afterManyWindowsWith(int inside) {
    LimitSearch search = at(100);
    for (int i = 0; i < 50; i++) {
      after(search, new WindowOfCalls(1.05 * USUAL, inside).full(0));
    }
    return after(search, all(search, 1.2 * USUAL));
  }

  @Test
  void aWindowNeedsFiveCallsOfEachPermitAndNoMoreThanTwenty() {
    assertThat(new LimitSearch(1, 1_000, 2).fewestCalls(), is(10));
    assertThat(new LimitSearch(1, 1_000, 8).fewestCalls(), is(20));
  }

  @Test
  void theSmallerTheNextStepTheMoreCallsAreWanted() {
    LimitSearch search = new LimitSearch(1, 1_000, 20);
    double variancePerCall = 0.05;
    assertThat(search.wantedCalls(), is((int) (variancePerCall / (0.12 * 0.12))));
    after(search, all(search, USUAL).overloads(0.06));
    double quarterOfStep = 2.0 / 16 / 4;
    assertThat(search.wantedCalls(), is((int) (variancePerCall / (quarterOfStep * quarterOfStep))));
  }

  @Test
  void aTrialWantsAsManyCallsAsTheSmallestStep() {
    LimitSearch search = at(100);
    after(search, all(search, 4 * USUAL));
    assertThat(search.wantedCalls(), is((int) (0.05 / (0.03 * 0.03))));
  }

  @Test
  void noMoreThanAThousandCallsAreWanted() {
    LimitSearch search = at(100);
    after(search, all(search, USUAL).full(0).halvesApart(1));
    assertThat(search.wantedCalls(), is(1_000));
  }
}
