package dev.weir.lab.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table of strategies and their figures, in which the best of each column is marked.
 *
 * @param caption what it shows
 * @param heads the heads of the columns after the first, which has the names
 * @param rows the strategies
 * @param note who can't be marked, in a sentence; may be empty
 */
record Table(String caption, List<Head> heads, List<Row> rows, String note) {

  /** Stands beside the best, for those who do not see that it is bold. */
  static final String MARK = "★";

  /** The head of a column, and what the column is exactly. */
  record Head(String text, String meaning) {}

  /** A strategy and its figures. */
  record Row(String strategy, List<Cell> cells) {}

  /**
   * A figure.
   *
   * @param text how it reads
   * @param best whether nothing in its column reads better
   * @param bar how long a bar is that shows it, from 0 to 1, if one would
   */
  record Cell(String text, boolean best, OptionalDouble bar) {}

  /** A strategy and what its figures are taken from. */
  record Subject<T>(String strategy, T figures) {}

  /**
   * Makes a table.
   *
   * @param caption what it shows
   * @param subjects the strategies
   * @param columns which figures
   * @param order the column by which the rows are ordered: the best first, the unknown last
   * @param standing whose figures may be marked
   */
  static <T> Table of(
      String caption,
      List<Subject<T>> subjects,
      List<Column<T>> columns,
      Column<T> order,
      Standing standing) {
    List<Subject<T>> ordered = subjects.stream().sorted(bestFirst(order)).toList();
    List<Optional<String>> best =
        columns.stream().map(column -> best(subjects, column, standing)).toList();
    return new Table(
        caption,
        columns.stream().map(column -> new Head(column.head(), column.meaning())).toList(),
        ordered.stream().map(subject -> row(subject, columns, best, standing)).toList(),
        standing.note());
  }

  private static <T> Comparator<Subject<T>> bestFirst(Column<T> order) {
    double last = order.better() == Direction.HIGHER ? Double.NEGATIVE_INFINITY : Double.MAX_VALUE;
    return Comparator.comparing(
        subject -> order.figure(subject.figures()).orElse(last), order.better().bestFirst());
  }

  /** Returns how the best figure of a column reads; nobody is best where all are alike. */
  private static <T> Optional<String> best(
      List<Subject<T>> subjects, Column<T> column, Standing standing) {
    boolean alike =
        subjects.stream().map(subject -> column.text(subject.figures())).distinct().count() == 1;
    return rivals(subjects, standing).stream()
        .flatMapToDouble(subject -> column.figure(subject.figures()).stream())
        .boxed()
        .filter(figure -> column.better() != Direction.NEITHER && !alike)
        .min(column.better().bestFirst())
        .map(column.unit()::text);
  }

  /** One that is compared with none has to be better than all. */
  private static <T> List<Subject<T>> rivals(List<Subject<T>> subjects, Standing standing) {
    List<Subject<T>> compared =
        subjects.stream().filter(subject -> standing.compares(subject.strategy())).toList();
    return compared.size() > 1 ? compared : subjects;
  }

  private static <T> Row row(
      Subject<T> subject, List<Column<T>> columns, List<Optional<String>> best, Standing standing) {
    boolean compared = standing.compares(subject.strategy());
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Optional<String> mark = compared ? best.get(i) : Optional.empty();
      cells.add(cell(subject.figures(), columns.get(i), mark));
    }
    return new Row(subject.strategy(), List.copyOf(cells));
  }

  /** What reads the same is as good: the difference is less than the figures can tell. */
  private static <T> Cell cell(T figures, Column<T> column, Optional<String> best) {
    OptionalDouble figure = column.figure(figures);
    String text = column.text(figures);
    return new Cell(
        text,
        figure.isPresent() && best.equals(Optional.of(text)),
        column.unit() == Unit.SHARE && column.better() == Direction.HIGHER
            ? figure
            : OptionalDouble.empty());
  }
}
