package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Summary;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * One row for each strategy, over the scenarios that every strategy was run in: whoever was spared
 * a hard one must not look better for it.
 */
final class Overview {

  private static final Column<List<Pair>> GOODPUT =
      new Column<>(
          "Goodput",
          "answered well and in time, as a share of what the backend could do of what was asked;"
              + " mean of the scenarios",
          Unit.SHARE,
          Direction.HIGHER,
          mean(Summary::goodputShare));

  private static final Column<List<Pair>> P50 =
      new Column<>(
          "p50",
          "half of those served had their answer within this time; median of the scenarios",
          Unit.MILLIS,
          Direction.LOWER,
          pairs -> median(known(pairs, Summary::p50Millis).sorted().toArray()));

  private static final Column<List<Pair>> P99 =
      new Column<>(
          "p99",
          "99 of 100 of those served had their answer within this time; the worst scenario",
          Unit.MILLIS,
          Direction.LOWER,
          pairs -> known(pairs, Summary::p99Millis).max());

  private static final Column<List<Pair>> SHED =
      new Column<>(
          "Shed",
          "share of the requests that was refused; mean of the scenarios; low is good only where"
              + " goodput is high",
          Unit.SHARE,
          Direction.LOWER,
          mean(Summary::shedShare));

  private static final Column<List<Pair>> WASTED =
      new Column<>(
          "Wasted",
          "share of the backend's calls whose answer came too late or to nobody; mean of the"
              + " scenarios",
          Unit.SHARE,
          Direction.LOWER,
          mean(Summary::wastedShare));

  private static final Column<List<Pair>> RECOVERY =
      new Column<>(
          "Recovery",
          "how long after a stall fresh requests are served well again",
          Unit.SECONDS,
          Direction.LOWER,
          pairs ->
              stalled(pairs)
                  .flatMapToDouble(pair -> Recoveries.seconds(pair.summary().recovery()).stream())
                  .findFirst(),
          pairs ->
              stalled(pairs)
                  .map(pair -> Figures.notWithin(pair.summary().recovery()))
                  .findFirst()
                  .orElse(Unit.NOTHING));

  private static final Column<List<Pair>> MEMORY =
      new Column<>(
          "Memory",
          "the most that the process held; the worst scenario",
          Unit.MEBIBYTES,
          Direction.LOWER,
          pairs -> summaries(pairs).mapToDouble(Summary::peakMemoryMebibytes).max());

  private final Results results;

  Overview(Results results) {
    this.results = results;
  }

  /** Returns which scenarios it is over, in a sentence. */
  String scope() {
    List<String> scenarios = scenarios();
    return scenarios.isEmpty()
        ? "No scenario was run with every strategy, so there is nothing to compare over all."
        : "Over the scenarios that every strategy was run in: "
            + String.join(", ", scenarios)
            + ". "
            + Table.MARK
            + " marks the best of a column, among those that keep up in goodput.";
  }

  private List<String> scenarios() {
    return results.scenarios().stream().filter(this::ranWithAll).toList();
  }

  private boolean ranWithAll(String scenario) {
    return results.strategies().stream()
        .allMatch(strategy -> results.pair(scenario, strategy).isPresent());
  }

  /** Returns the table: a row for each strategy, the most goodput first. */
  Table table() {
    List<String> scenarios = scenarios();
    List<Table.Subject<List<Pair>>> subjects =
        results.strategies().stream()
            .map(strategy -> new Table.Subject<>(strategy, pairs(strategy, scenarios)))
            .toList();
    return Table.of(
        "All strategies, the most goodput first",
        subjects,
        columns(),
        GOODPUT,
        Standing.of(subjects, GOODPUT));
  }

  private List<Pair> pairs(String strategy, List<String> scenarios) {
    return scenarios.stream()
        .flatMap(scenario -> results.pair(scenario, strategy).stream())
        .toList();
  }

  private List<Column<List<Pair>>> columns() {
    return Stream.concat(
            Stream.concat(Stream.of(GOODPUT), topOfTheRamp().stream()),
            Stream.of(P50, P99, SHED, WASTED, RECOVERY, MEMORY))
        .toList();
  }

  private List<Column<List<Pair>>> topOfTheRamp() {
    return Figures.highestLoad(Scene.of(Scene.RAMP).pairs(results)).stream()
        .mapToObj(load -> at(Figures.goodputAt(load)))
        .toList();
  }

  private static Column<List<Pair>> at(Column<Pair> step) {
    return new Column<>(
        step.head(),
        step.meaning(),
        step.unit(),
        step.better(),
        pairs ->
            pairs.stream()
                .filter(pair -> pair.scenario().equals(Scene.RAMP))
                .flatMapToDouble(pair -> step.figure(pair).stream())
                .findFirst());
  }

  private static Stream<Pair> stalled(List<Pair> pairs) {
    return pairs.stream().filter(pair -> pair.scenario().equals(Scene.STALL));
  }

  private static Stream<Summary> summaries(List<Pair> pairs) {
    return pairs.stream().map(Pair::summary);
  }

  private static DoubleStream known(List<Pair> pairs, Function<Summary, OptionalDouble> figure) {
    return summaries(pairs).flatMapToDouble(summary -> figure.apply(summary).stream());
  }

  private static Function<List<Pair>, OptionalDouble> mean(ToDoubleFunction<Summary> figure) {
    return pairs -> summaries(pairs).mapToDouble(figure).average();
  }

  private static OptionalDouble median(double[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }
}
