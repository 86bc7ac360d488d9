package dev.weir.lab.page;

import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One figure of many rows.
 *
 * @param head what it is called
 * @param meaning what it is exactly
 * @param unit how it reads
 * @param better which way it is better
 * @param value the figure of a row, if it is known
 * @param otherwise what stands there if it is not
 */
record Column<T>(
    String head,
    String meaning,
    Unit unit,
    Direction better,
    Function<T, OptionalDouble> value,
    Function<T, String> otherwise) {

  /** Makes a column that has a dash where its figure is not known. */
  Column(
      String head, String meaning, Unit unit, Direction better, Function<T, OptionalDouble> value) {
    this(head, meaning, unit, better, value, row -> Unit.NOTHING);
  }

  /** Returns the figure of a row, if there is one that is a number. */
  OptionalDouble figure(T row) {
    OptionalDouble figure = value.apply(row);
    return figure.isPresent() && Double.isFinite(figure.getAsDouble())
        ? figure
        : OptionalDouble.empty();
  }

  /** Returns how a row reads in this column. */
  String text(T row) {
    OptionalDouble figure = figure(row);
    return figure.isPresent() ? unit.text(figure.getAsDouble()) : otherwise.apply(row);
  }
}
