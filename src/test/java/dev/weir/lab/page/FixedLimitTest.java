package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.Setup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FixedLimitTest {

  private static final String FIXED = "wait-then-shed";

  /** A pair of 20 s at 800 requests per second, with its goodput in each second. */
  private static Pair pair(String scenario, String strategy, IntToDoubleFunction perSecond) {
    List<Point> points =
        IntStream.range(0, 20).mapToObj(i -> point(i + 0.5, perSecond.applyAsDouble(i))).toList();
    Pair bare =
        SampleResults.pair(scenario, strategy, SampleResults.figures(0.5, OptionalDouble.empty()));
    return new Pair(
        bare.scenario(), strategy, bare.figures(), points, List.of(), List.of(), List.of());
  }

  private static Point point(double second, double goodput) {
    return new Point(
        second,
        800,
        goodput,
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        0,
        OptionalDouble.empty());
  }

  private static Results results(Pair... pairs) {
    return new Results(lasting(20), true, List.of(pairs));
  }

  private static Setup lasting(int seconds) {
    Setup some = SampleResults.SETUP;
    return new Setup(
        some.version(),
        some.java(),
        some.machine(),
        some.startedAt(),
        some.permits(),
        some.waitingRoom(),
        some.maxWait(),
        some.latency(),
        some.patience(),
        Duration.ofSeconds(seconds));
  }

  private record Share(double overall, double lowest) {}

  /** Of a run of an adaptive limit beside a fixed one. */
  private static Share share(IntToDoubleFunction adaptive, IntToDoubleFunction fixed) {
    Pair pair = pair("errors", "adaptive", adaptive);
    FixedLimit limit = new FixedLimit(results(pair("errors", FIXED, fixed), pair));
    return new Share(limit.overall(pair).orElseThrow(), limit.lowest(pair).orElseThrow());
  }

  @Test
  void aShareIsOfWhatTheFixedLimitServed() {
    Share share = share(second -> 75, second -> 100);
    assertThat(share.overall(), is(closeTo(0.75, 1e-9)));
    assertThat(share.lowest(), is(closeTo(0.75, 1e-9)));
  }

  @Test
  void theLowestIsThatOfTheWorstTenthButTheFirst() {
    Share share = share(second -> second < 2 ? 0 : second == 13 ? 40 : 100, second -> 100);
    assertThat(share.lowest(), is(closeTo(0.7, 1e-9)));
  }

  @Test
  void whereTheFixedLimitServesHardlyAnyThereIsNoShare() {
    Share share = share(second -> second < 4 ? 0 : 100, second -> second < 4 ? 1 : 100);
    assertThat(share.lowest(), is(closeTo(1, 1e-9)));
  }

  @Test
  void aPartOfALongMeasurementIsAMinute() {
    assertThat(new FixedLimit(new Results(lasting(1800), true, List.of())).partSeconds(), is(60.0));
    assertThat(new FixedLimit(results()).partSeconds(), is(2.0));
  }

  @Test
  void whereTheGuessIsWrongTheBestIsAllThatWasPossible() {
    Pair pair = pair("too-few", "adaptive", second -> 300);
    Results results = results(pair("too-few", FIXED, second -> 40), pair);
    assertThat(new FixedLimit(results).overall(pair).orElseThrow(), is(closeTo(0.75, 1e-9)));
  }

  @Test
  void withoutAFixedLimitOrAnythingServedThereIsNoShare() {
    Pair alone = pair("errors", "adaptive", second -> 100);
    assertThat(new FixedLimit(results(alone)).overall(alone), is(OptionalDouble.empty()));
    Results nothing = results(pair("errors", FIXED, second -> 0), alone);
    assertThat(new FixedLimit(nothing).overall(alone), is(OptionalDouble.empty()));
    assertThat(AdaptiveTable.of(results(alone)), is(Optional.empty()));
  }

  private static final Results TWO =
      results(
          pair("errors", FIXED, second -> 100),
          pair("errors", "adaptive", second -> second == 7 ? 20 : 100),
          pair("drift", FIXED, second -> 100),
          pair("drift", "adaptive", second -> 95));

  @Test
  void aTableMarksWhereAdaptiveIsShortOfItsAim() {
    Table table = AdaptiveTable.of(TWO).orElseThrow();
    assertThat(
        table.rows().stream().map(row -> row.name() + " " + texts(row)).toList(),
        contains("errors 96 %, ▼60 %", "drift 95 %, 95 %"));
    assertThat(
        table.heads().stream().map(head -> head.text().replace('\u00a0', ' ')).toList(),
        contains("Overall", "Worst 2 s"));
  }

  private static String texts(Table.Row row) {
    return row.cells().stream()
        .map(cell -> cell.mark().symbol() + cell.text().replace('\u00a0', ' '))
        .collect(Collectors.joining(", "));
  }

  @Test
  void everyFileHasIt() {
    Report report = Report.of(TWO);
    assertThat(MarkdownFile.of(report), containsString("| errors | 96\u00a0% | ▼ **60\u00a0%** |"));
    assertThat(
        JsonFile.of(TWO, report),
        containsString("\"shareOfFixedLimit\":0.96,\"lowestShareOfFixedLimit\":0.6,"));
  }
}
