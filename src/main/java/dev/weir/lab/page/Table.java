package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table of figures, in which some are marked.
 *
 * @param caption what it shows
 * @param subject what its rows are: strategies or scenarios
 * @param heads the heads of the columns after the first, which has the names
 * @param rows the strategies or scenarios
 * @param note what is to be said about the marks; may be empty
 */
record Table(String caption, Subject subject, List<Head> heads, List<Row> rows, String note) {

  /** What the rows of a table are. */
  enum Subject {
    STRATEGY,
    SCENARIO
  }

  /** A mark beside a figure, for readers who do not see its colour. */
  enum Mark {
    NONE(""),
    /** Nothing in its column is better. */
    BEST("★"),
    /** It is below what was aimed at. */
    SHORT("▼");

    private final String symbol;

    Mark(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }

  /** The head of a column, and what the column is exactly. */
  record Head(String text, String meaning) {

    static Head of(Column column) {
      return new Head(column.head(), column.meaning());
    }
  }

  /** A strategy or a scenario, and its figures. */
  record Row(String name, List<Cell> cells) {}

  /**
   * A figure.
   *
   * @param text how it reads
   * @param mark what is to be said about it
   * @param bar how long a bar is that shows it, from 0 to 1, if one would
   */
  record Cell(String text, Mark mark, OptionalDouble bar) {}

  /**
   * Makes a table of strategies, in which the best of each column is marked, among those that keep
   * up in goodput.
   *
   * @param caption what it shows
   * @param pairs one of each strategy
   * @param columns which figures
   * @param order the column by which the rows are ordered: the best first, the unknown last
   */
  static Table of(String caption, List<Pair> pairs, List<Column> columns, Column order) {
    Contenders contenders = Contenders.of(pairs);
    List<Optional<String>> best =
        columns.stream().map(column -> best(column, pairs, contenders)).toList();
    List<Pair> ordered = new ArrayList<>(order.ranked(pairs));
    pairs.stream().filter(pair -> order.figure(pair).isEmpty()).forEach(ordered::add);
    return new Table(
        caption,
        Subject.STRATEGY,
        columns.stream().map(Head::of).toList(),
        ordered.stream().map(pair -> row(pair, columns, best, contenders)).toList(),
        contenders.note());
  }

  /**
   * Returns how the best figure of a column reads; none is best where all are alike. A strategy
   * that alone keeps up has to be better than all.
   */
  private static Optional<String> best(Column column, List<Pair> pairs, Contenders contenders) {
    boolean alike = pairs.stream().map(column::text).distinct().count() == 1;
    if (alike || column.better() == Direction.NEITHER) {
      return Optional.empty();
    }
    List<Pair> compared = contenders.among(pairs);
    return column.ranked(compared.size() > 1 ? compared : pairs).stream()
        .findFirst()
        .map(column::text);
  }

  private static Row row(
      Pair pair, List<Column> columns, List<Optional<String>> best, Contenders contenders) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(cell(pair, columns.get(i), best.get(i).filter(text -> contenders.includes(pair))));
    }
    return new Row(pair.strategy(), List.copyOf(cells));
  }

  /** What reads the same is as good: the difference is smaller than the figures are exact. */
  private static Cell cell(Pair pair, Column column, Optional<String> best) {
    OptionalDouble figure = column.figure(pair);
    String text = column.text(pair);
    boolean marked = figure.isPresent() && best.equals(Optional.of(text));
    boolean barred = column.unit() == Unit.SHARE && column.better() == Direction.HIGHER;
    return new Cell(text, marked ? Mark.BEST : Mark.NONE, barred ? figure : OptionalDouble.empty());
  }
}
