package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.page.Figure;
import dev.weir.lab.page.Results;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.RequestClass;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Duration LENGTH = Duration.ofSeconds(18);
  private static final NavigableMap<Long, MetricsSnapshot> NOTHING_SEEN = new TreeMap<>();

  private static Tally tally(String scenario) {
    return new Tally(Scenarios.of(scenario, LENGTH), LENGTH);
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static PlannedRequest at(long millis) {
    return new PlannedRequest(millis(millis), 0);
  }

  private static Result served(long millis) {
    return new Result(ResultKind.SERVED, OptionalInt.of(200), OptionalInt.empty(), millis(millis));
  }

  private static Result other(ResultKind outcome) {
    return Result.withoutResponse(outcome, millis(1));
  }

  private static double figure(Pair pair, Figure figure) {
    return pair.figure(figure).orElseThrow();
  }

  @Test
  void sharesAreOfAllRequests() {
    Tally tally = tally("storm");
    tally.add(at(1), served(100));
    for (ResultKind outcome :
        new ResultKind[] {ResultKind.REFUSED, ResultKind.LATE, ResultKind.FAILED}) {
      tally.add(at(2), other(outcome));
    }
    Pair pair = tally.pair("codel", NOTHING_SEEN, 1);
    assertThat(figure(pair, Figure.REQUESTS), is(4.0));
    assertThat(figure(pair, Figure.SERVED), is(1.0));
    assertThat(figure(pair, Figure.SHED_SHARE), is(0.25));
    assertThat(figure(pair, Figure.LOST_SHARE), is(0.5));
    assertThat(pair.figure(Figure.RECOVERY_SECONDS), is(OptionalDouble.empty()));
    assertThat(pair.figure(Figure.NOT_RECOVERED_WITHIN_SECONDS), is(OptionalDouble.empty()));
  }

  @Test
  void goodputIsAShareOfWhatCouldBeServed() {
    Tally tally = tally("storm");
    for (int i = 0; i < 3600; i++) {
      tally.add(at(i), served(100));
    }
    assertThat(
        figure(tally.pair("codel", NOTHING_SEEN, 3600), Figure.GOODPUT_SHARE),
        is(closeTo(0.5, 1e-9)));
  }

  @Test
  void whatIsServedAfterTheEndMakesNoMoreThanAll() {
    Tally tally = tally("storm");
    for (int i = 0; i < 7300; i++) {
      tally.add(at(i), served(100));
    }
    assertThat(figure(tally.pair("codel", NOTHING_SEEN, 7300), Figure.GOODPUT_SHARE), is(1.0));
  }

  @Test
  void percentilesAreThoseOfTheServed() {
    Tally tally = tally("storm");
    for (int took = 1; took <= 100; took++) {
      tally.add(at(1), served(took));
      tally.add(at(1), other(ResultKind.REFUSED));
    }
    Pair pair = tally.pair("codel", NOTHING_SEEN, 100);
    assertThat(figure(pair, Figure.P50_MS), is(closeTo(50, 0.1)));
    assertThat(figure(pair, Figure.P99_MS), is(closeTo(99, 0.1)));
  }

  @Test
  void callsWhoseResponseNoClientGotAreWasted() {
    Tally tally = tally("storm");
    tally.add(at(1), served(100));
    assertThat(figure(tally.pair("none", NOTHING_SEEN, 4), Figure.WASTED_SHARE), is(0.75));
    assertThat(figure(tally.pair("none", NOTHING_SEEN, 1), Figure.WASTED_SHARE), is(0.0));
    assertThat(figure(tally.pair("none", NOTHING_SEEN, 0), Figure.WASTED_SHARE), is(0.0));
  }

  @Test
  void withoutRequestsThereIsNothingToDivideBy() {
    Pair pair = tally("burst").pair("none", NOTHING_SEEN, 0);
    assertThat(figure(pair, Figure.SHED_SHARE), is(0.0));
    assertThat(pair.figure(Figure.P99_MS), is(OptionalDouble.empty()));
    assertThat(figure(pair, Figure.NOT_RECOVERED_WITHIN_SECONDS), is(10.0));
  }

  @Test
  void requestsCountWhenDueAndGoodputWhenServed() {
    Tally tally = tally("storm");
    tally.add(at(249), served(900));
    tally.add(at(250), other(ResultKind.REFUSED));
    tally.add(at(499), served(110));
    Pair pair = tally.pair("codel", NOTHING_SEEN, 2);
    assertThat(pair.points(), hasSize(72));
    Point first = pair.points().get(0);
    assertThat(first.second(), is(0.125));
    assertThat(first.offeredPerSecond(), is(4.0));
    assertThat(first.goodputPerSecond(), is(0.0));
    assertThat(first.p50Millis().orElseThrow(), is(closeTo(900, 10)));
    Point second = pair.points().get(1);
    assertThat(second.offeredPerSecond(), is(8.0));
    assertThat(second.shedPerSecond(), is(4.0));
    assertThat(pair.points().get(2).goodputPerSecond(), is(4.0));
    assertThat(pair.points().get(4).goodputPerSecond(), is(4.0));
  }

  @Test
  void aPointHasTheLevelsThatWereSeenLast() {
    NavigableMap<Long, MetricsSnapshot> seen = new TreeMap<>();
    seen.put(millis(10), new MetricsSnapshot(1, 2, OptionalDouble.of(40), 0, 1 << 20));
    seen.put(millis(600), new MetricsSnapshot(3, 4, OptionalDouble.empty(), 0, 3 << 20));
    Pair pair = tally("storm").pair("codel", seen, 0);
    assertThat(pair.points().get(1).waiting(), is(2));
    assertThat(pair.points().get(2).inside(), is(3));
    assertThat(pair.points().get(2).permits(), is(OptionalDouble.empty()));
    assertThat(figure(pair, Figure.PEAK_MEMORY_MIB), is(3.0));
  }

  @Test
  void aStepCountsWhatWasServedInIt() {
    Tally tally = tally("ramp");
    tally.add(at(399), served(100));
    for (int i = 0; i < 300; i++) {
      tally.add(at(500 + i), served(100));
    }
    tally.add(at(1950), served(100));
    Results.Step first = tally.pair("codel", NOTHING_SEEN, 302).steps().get(0);
    assertThat(first.load(), is(0.5));
    assertThat(first.goodputShare(), is(closeTo(0.5, 1e-6)));
  }

  @Test
  void aCallCountsInEachSpanForItsPartThere() {
    Tally tally = tally("storm");
    tally.add(at(175), served(100));
    Pair pair = tally.pair("codel", NOTHING_SEEN, 1);
    assertThat(pair.points().get(0).goodputPerSecond(), is(closeTo(3, 1e-9)));
    assertThat(pair.points().get(1).goodputPerSecond(), is(closeTo(1, 1e-9)));
  }

  @Test
  void callsThatEndAllAtOnceMakeNoSawTooth() {
    Tally tally = tally("storm");
    for (int millis = 0; millis < 18_000; millis += 101) {
      for (int call = 0; call < 40; call++) {
        tally.add(at(millis), served(100));
      }
    }
    List<Point> points = tally.pair("codel", NOTHING_SEEN, 7160).points();
    for (Point point : points) {
      assertThat(point.goodputPerSecond(), is(closeTo(396, 5)));
    }
  }

  @Test
  void aStepIsAsGoodAsItsLoadIfAllWasServed() {
    Tally tally = tally("ramp");
    for (int i = 0; i < 281; i++) {
      tally.add(at(i * 7L), served(100));
    }
    Results.Step first = tally.pair("codel", NOTHING_SEEN, 281).steps().get(0);
    assertThat(first.goodputShare(), is(closeTo(0.5, 1e-9)));
  }

  @Test
  void aStepAboveTheCapacityIsHeldAgainstTheCapacity() {
    Tally tally = tally("ramp");
    for (int i = 0; i < 1800; i++) {
      tally.add(at(16_200 + i), i % 5 == 0 ? served(100) : other(ResultKind.REFUSED));
    }
    Results.Step last = tally.pair("codel", NOTHING_SEEN, 360).steps().getLast();
    assertThat(last.goodputShare(), is(closeTo(0.5, 0.01)));
  }

  @Test
  void fairnessIsThatOfTheCallers() {
    Tally tally = tally("tenants");
    for (int caller = 0; caller < 100; caller++) {
      tally.add(new PlannedRequest(0, caller), served(100));
    }
    Pair even = tally.pair("codel", NOTHING_SEEN, 100);
    assertThat(figure(even, Figure.JAIN_INDEX), is(closeTo(1, 1e-9)));
    assertThat(figure(even, Figure.WORST_CALLER_SHARE), is(1.0));
    tally.add(new PlannedRequest(0, 7), other(ResultKind.REFUSED));
    for (int more = 0; more < 100; more++) {
      tally.add(new PlannedRequest(0, 99), served(100));
    }
    Pair uneven = tally.pair("codel", NOTHING_SEEN, 200);
    assertThat(figure(uneven, Figure.JAIN_INDEX), is(closeTo(200 * 200 / (100 * 10_300.0), 1e-9)));
    assertThat(figure(uneven, Figure.WORST_CALLER_SHARE), is(0.5));
    assertThat(uneven.classes(), hasSize(2));
  }

  @Test
  void withoutCallersThereIsNoFairness() {
    Pair pair = tally("mixed").pair("codel", NOTHING_SEEN, 0);
    assertThat(pair.figure(Figure.JAIN_INDEX), is(OptionalDouble.empty()));
  }

  @Test
  void eachClassIsCountedByItself() {
    Tally tally = tally("mixed");
    tally.add(new PlannedRequest(0, 0), served(100));
    tally.add(new PlannedRequest(0, 2), served(100));
    tally.add(new PlannedRequest(0, 2), other(ResultKind.REFUSED));
    var classes = tally.pair("priority", NOTHING_SEEN, 2).classes();
    assertThat(classes, hasSize(3));
    assertThat(classes.get(0).servedShare(), is(1.0));
    RequestClass low = classes.get(2);
    assertThat(low.name(), is("low"));
    assertThat(low.load(), is(closeTo(1.25, 1e-9)));
    assertThat(low.servedShare(), is(0.5));
  }
}
