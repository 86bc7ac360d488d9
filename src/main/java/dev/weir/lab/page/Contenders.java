package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import java.util.List;

/**
 * The strategies that are compared: those whose goodput is near the best. A quick response to few
 * requests is no merit, and a strategy that does little wastes little.
 *
 * @param leftOut the strategies that are not compared
 */
record Contenders(List<String> leftOut) {

  private static final double KEEPS_UP = 0.9;

  /** Returns which strategies of these pairs are compared; each strategy has one of the pairs. */
  static Contenders of(List<Pair> pairs) {
    double best =
        pairs.stream()
            .flatMapToDouble(pair -> pair.figure(Figure.GOODPUT_SHARE).stream())
            .max()
            .orElse(0);
    return new Contenders(
        pairs.stream()
            .filter(pair -> pair.figure(Figure.GOODPUT_SHARE).orElse(0) < KEEPS_UP * best)
            .map(Pair::strategy)
            .toList());
  }

  boolean includes(Pair pair) {
    return !leftOut.contains(pair.strategy());
  }

  /** Returns those of the pairs that are compared. */
  List<Pair> among(List<Pair> pairs) {
    return pairs.stream().filter(this::includes).toList();
  }

  /** Returns which strategies are left out and why, in a sentence; empty if none is. */
  String note() {
    return leftOut.isEmpty()
        ? ""
        : "Not compared: " + String.join(", ", leftOut) + " (goodput below 90\u00a0% of the best).";
  }
}
