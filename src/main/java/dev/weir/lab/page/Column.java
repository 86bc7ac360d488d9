package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One figure of each pair.
 *
 * @param head what it is called
 * @param meaning what it is exactly
 * @param unit how it reads
 * @param better which way it is better
 * @param value the figure of a pair, if it is known
 * @param lowerBound what it is more than, for a pair of which no more than that is known
 */
record Column(
    String head,
    String meaning,
    Unit unit,
    Direction better,
    Function<Pair, OptionalDouble> value,
    Function<Pair, OptionalDouble> lowerBound) {

  /** Makes a column whose figures are known or not. */
  Column(
      String head,
      String meaning,
      Unit unit,
      Direction better,
      Function<Pair, OptionalDouble> value) {
    this(head, meaning, unit, better, value, pair -> OptionalDouble.empty());
  }

  /** Returns the column of a figure; no recovery in some time is more than that time. */
  static Column of(Figure figure) {
    return new Column(
        figure.head(),
        figure.meaning(),
        figure.unit(),
        figure.better(),
        pair -> pair.figure(figure),
        pair ->
            figure == Figure.RECOVERY_SECONDS
                ? pair.figure(Figure.NOT_RECOVERED_WITHIN_SECONDS)
                : OptionalDouble.empty());
  }

  /** Returns the figure of a pair, if there is one that is a number. */
  OptionalDouble figure(Pair pair) {
    OptionalDouble figure = value.apply(pair);
    return figure.isPresent() && Double.isFinite(figure.getAsDouble())
        ? figure
        : OptionalDouble.empty();
  }

  /** Returns how a pair reads in this column; a dash if nothing is known. */
  String text(Pair pair) {
    OptionalDouble figure = figure(pair);
    OptionalDouble bound = lowerBound.apply(pair);
    return figure.isPresent()
        ? unit.text(figure.getAsDouble())
        : bound.isPresent() ? "> " + unit.text(bound.getAsDouble()) : Unit.NOTHING;
  }

  /** Returns the pairs whose figure is known, the best first. */
  List<Pair> ranked(List<Pair> pairs) {
    return pairs.stream()
        .filter(pair -> figure(pair).isPresent())
        .sorted(Comparator.comparing(pair -> figure(pair).orElseThrow(), better.bestFirst()))
        .toList();
  }
}
