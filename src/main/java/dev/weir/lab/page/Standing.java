package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Table.Subject;
import java.util.List;

/**
 * Who is compared at all: those whose goodput is near the best. A quick answer to few is no merit,
 * and who does little wastes little.
 *
 * @param leftOut those who are not compared
 */
record Standing(List<String> leftOut) {

  private static final double KEEPS_UP = 0.9;

  /** Returns where strategies stand by their goodput. */
  static <T> Standing of(List<Subject<T>> subjects, Column<T> goodput) {
    double best =
        subjects.stream()
            .flatMapToDouble(subject -> goodput.figure(subject.figures()).stream())
            .max()
            .orElse(0);
    return new Standing(
        subjects.stream()
            .filter(subject -> goodput.figure(subject.figures()).orElse(0) < KEEPS_UP * best)
            .map(Subject::strategy)
            .toList());
  }

  /** Returns where the strategies of one scenario stand. */
  static Standing of(List<Pair> pairs) {
    return of(
        pairs.stream().map(pair -> new Subject<>(pair.strategy(), pair)).toList(), Figures.GOODPUT);
  }

  boolean compares(String strategy) {
    return !leftOut.contains(strategy);
  }

  /** Returns those of the pairs that are compared. */
  List<Pair> compared(List<Pair> pairs) {
    return pairs.stream().filter(pair -> compares(pair.strategy())).toList();
  }

  /** Returns who is left out and why, in a sentence; empty if nobody is. */
  String note() {
    return leftOut.isEmpty()
        ? ""
        : "Not compared: " + String.join(", ", leftOut) + " (goodput below 90\u00a0% of the best).";
  }
}
