package dev.weir.lab.page;

import dev.weir.lab.page.Choice.Place;
import dev.weir.lab.page.Results.Pair;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which strategy to take, for each scenario that was tried and in which the strategies differ.
 *
 * <p>What another run might turn around does not count: a strategy within a point of the best
 * share, a quarter of a second of the soonest recovery, or a tenth of the shortest time, is as
 * good. Nor does a strategy whose goodput is far below the best ({@link Contenders}).
 */
final class Choices {

  private static final double POINT = 0.01;
  private static final double QUARTER_SECOND = 0.25;
  private static final double TENTH = 0.1;

  private final Description scenario;
  private final List<String> leftOut;
  private final List<Pair> compared;

  private Choices(Description scenario, List<Pair> pairs) {
    Contenders contenders = Contenders.of(pairs);
    this.scenario = scenario;
    this.leftOut = contenders.leftOut();
    this.compared = contenders.among(pairs);
  }

  /** Returns the choices, in the order of the scenarios; the first is for callers in a hurry. */
  static List<Choice> of(Results results) {
    List<Choices> each =
        results.scenarios().stream()
            .map(scenario -> new Choices(scenario, results.of(scenario)))
            .toList();
    return Stream.concat(each.stream().map(Choices::inAHurry), each.stream().map(Choices::best))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Choice> inAHurry() {
    if (scenario.measure() != Description.Measure.HIGHEST_LOAD) {
      return Optional.empty();
    }
    double shortest =
        compared.stream()
            .flatMapToDouble(pair -> pair.figure(Figure.P99_MS).stream())
            .min()
            .orElse(0);
    String measure = "p99 on the " + scenario.name();
    return choice("Callers in a hurry", measure, Column.of(Figure.P99_MS), shortest * TENTH);
  }

  private Optional<Choice> best() {
    return switch (scenario.measure()) {
      case GOODPUT -> choice("goodput", Column.of(Figure.GOODPUT_SHARE), POINT);
      case RECOVERY -> choice("recovery", Column.of(Figure.RECOVERY_SECONDS), QUARTER_SECOND);
      case HIGHEST_LOAD ->
          Columns.atHighestLoad(compared)
              .flatMap(column -> choice("goodput " + column.head(), column, POINT));
      case FIRST_CLASS ->
          Columns.ofEachClass(compared).stream()
              .findFirst()
              .flatMap(column -> choice(column.head() + " served", column, POINT));
    };
  }

  private Optional<Choice> choice(String measure, Column column, double slack) {
    return choice(scenario.question(), measure, column, slack);
  }

  private Optional<Choice> choice(String question, String measure, Column column, double slack) {
    List<Pair> ranked = column.ranked(compared);
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    double first = column.figure(ranked.getFirst()).orElseThrow();
    Predicate<Pair> asGood = pair -> Math.abs(column.figure(pair).orElseThrow() - first) <= slack;
    Place best = new Place(names(ranked, asGood), column.text(ranked.getFirst()));
    Optional<Place> worst =
        Optional.of(worst(ranked, column, asGood)).filter(place -> !place.strategies().isEmpty());
    return Optional.of(new Choice(question, scenario.name(), measure, best, worst, leftOut))
        .filter(choice -> worst.isPresent() || !leftOut.isEmpty());
  }

  /** Worse than any figure is none, with something in its place: those never recovered. */
  private Place worst(List<Pair> ranked, Column column, Predicate<Pair> asGood) {
    List<Pair> never =
        compared.stream()
            .filter(pair -> column.figure(pair).isEmpty())
            .filter(pair -> !column.text(pair).equals(Unit.NOTHING))
            .toList();
    if (!never.isEmpty()) {
      return new Place(names(never, pair -> true), column.text(never.getFirst()));
    }
    String last = column.text(ranked.getLast());
    return new Place(
        names(ranked, asGood.negate().and(pair -> column.text(pair).equals(last))), last);
  }

  private static List<String> names(List<Pair> pairs, Predicate<Pair> which) {
    return pairs.stream().filter(which).map(Pair::strategy).toList();
  }
}
