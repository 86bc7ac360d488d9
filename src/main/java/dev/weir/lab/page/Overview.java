package dev.weir.lab.page;

import dev.weir.lab.page.Description.Measure;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Recovery;
import dev.weir.lab.page.Results.Step;
import dev.weir.lab.page.Results.Summary;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What each strategy did over all, as if it were one more scenario: over those scenarios that every
 * strategy was run in, since a strategy that was spared a hard one must not look better for it.
 */
final class Overview {

  private static final Description ALL =
      new Description("overview", "", "", "", 0, Measure.GOODPUT, List.of());

  private final Results results;

  Overview(Results results) {
    this.results = results;
  }

  /** Returns the names of the scenarios that it is over. */
  List<String> scenarios() {
    return common().map(Description::name).toList();
  }

  private Stream<Description> common() {
    return results.scenarios().stream()
        .filter(
            scenario ->
                results.strategies().stream()
                    .allMatch(strategy -> results.pair(scenario, strategy).isPresent()));
  }

  /** Returns a pair for each strategy. */
  List<Pair> pairs() {
    return results.strategies().stream()
        .map(
            strategy ->
                overall(
                    strategy,
                    common()
                        .flatMap(scenario -> results.pair(scenario, strategy).stream())
                        .toList()))
        .toList();
  }

  private static Pair overall(String strategy, List<Pair> pairs) {
    List<Step> steps =
        judgedBy(Measure.HIGHEST_LOAD, pairs).flatMap(pair -> pair.steps().stream()).toList();
    return new Pair(ALL, strategy, summary(pairs), List.of(), steps, List.of(), List.of());
  }

  private static Stream<Pair> judgedBy(Measure measure, List<Pair> pairs) {
    return pairs.stream().filter(pair -> pair.scenario().measure() == measure);
  }

  private static Summary summary(List<Pair> pairs) {
    List<Summary> summaries = pairs.stream().map(Pair::summary).toList();
    Recovery recovery =
        judgedBy(Measure.RECOVERY, pairs)
            .map(pair -> pair.summary().recovery())
            .findFirst()
            .orElseGet(Recovery.NotDisturbed::new);
    return new Summary(
        summaries.stream().mapToLong(Summary::requests).sum(),
        summaries.stream().mapToLong(Summary::served).sum(),
        mean(summaries, Summary::goodputShare),
        median(known(summaries, Summary::p50Millis).sorted().toArray()),
        known(summaries, Summary::p99Millis).max(),
        mean(summaries, Summary::shedShare),
        mean(summaries, Summary::lostShare),
        mean(summaries, Summary::wastedShare),
        recovery,
        summaries.stream().mapToDouble(Summary::peakMemoryMebibytes).max().orElse(Double.NaN));
  }

  private static DoubleStream known(
      List<Summary> summaries, Function<Summary, OptionalDouble> figure) {
    return summaries.stream().flatMapToDouble(summary -> figure.apply(summary).stream());
  }

  private static double mean(List<Summary> summaries, ToDoubleFunction<Summary> figure) {
    return summaries.stream().mapToDouble(figure).average().orElse(Double.NaN);
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
