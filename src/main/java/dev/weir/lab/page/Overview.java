package dev.weir.lab.page;

import dev.weir.lab.page.Description.Measure;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      figure.overall(all(figure, pairs)).ifPresent(value -> figures.put(figure, value));
    }
    List<Step> steps =
        judgedBy(Measure.HIGHEST_LOAD, pairs).flatMap(pair -> pair.steps().stream()).toList();
    return new Pair(ALL, strategy, figures, List.of(), steps, List.of(), List.of());
  }

  /** Returns a figure of all pairs; of those with a disturbance to recover from, if it is that. */
  private static DoubleStream all(Figure figure, List<Pair> pairs) {
    Stream<Pair> counted =
        switch (figure) {
          case RECOVERY_SECONDS, NOT_RECOVERED_WITHIN_SECONDS -> judgedBy(Measure.RECOVERY, pairs);
          default -> pairs.stream();
        };
    return counted.flatMapToDouble(pair -> pair.figure(figure).stream());
  }

  private static Stream<Pair> judgedBy(Measure measure, List<Pair> pairs) {
    return pairs.stream().filter(pair -> pair.scenario().measure() == measure);
  }
}
