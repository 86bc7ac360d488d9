package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Table.Cell;
import dev.weir.lab.page.Table.Head;
import dev.weir.lab.page.Table.Mark;
import dev.weir.lab.page.Table.Row;
import dev.weir.lab.page.Table.Subject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The table that says what an adaptive limit is worth beside the best fixed one. */
final class AdaptiveTable {

  private static final String ADAPTIVE = "adaptive";
  private static final double LEAST_OVERALL = 0.9;
  private static final double LEAST_EVER = 0.8;

  private AdaptiveTable() {}

  /** Returns the table; empty if the two were not measured in the same scenario. */
  static Optional<Table> of(Results results) {
    FixedLimit fixed = new FixedLimit(results);
    String part = Unit.SECONDS.text(fixed.partSeconds());
    Column overall =
        share(
            "Overall",
            "what adaptive serves, as a share of what the fixed limit serves",
            fixed::overall);
    Column lowest =
        share("Worst " + part, "the same in the worst " + part + " after the first", fixed::lowest);
    List<Row> rows =
        results.pairs().stream()
            .filter(pair -> pair.strategy().equals(ADAPTIVE) && overall.figure(pair).isPresent())
            .map(
                pair ->
                    new Row(
                        pair.scenario().name(),
                        List.of(
                            cell(overall, pair, LEAST_OVERALL), cell(lowest, pair, LEAST_EVER))))
            .toList();
    String note =
        "The aim is %s overall and %s in every %s after the first; %s marks what is below it."
            .formatted(
                Unit.SHARE.text(LEAST_OVERALL),
                Unit.SHARE.text(LEAST_EVER),
                part,
                Mark.SHORT.symbol());
    return Optional.of(
            new Table(
                "What adaptive serves of what the best fixed limit serves",
                Subject.SCENARIO,
                List.of(Head.of(overall), Head.of(lowest)),
                rows,
                note))
        .filter(table -> !rows.isEmpty());
  }

  private static Column share(String head, String meaning, Function<Pair, OptionalDouble> value) {
    return new Column(head, meaning, Unit.SHARE, Direction.HIGHER, value);
  }

  private static Cell cell(Column column, Pair pair, double least) {
    OptionalDouble share = column.figure(pair);
    return new Cell(column.text(pair), share.orElse(least) < least ? Mark.SHORT : Mark.NONE, share);
  }
}
