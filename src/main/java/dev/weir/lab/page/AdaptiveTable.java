package dev.weir.lab.page;

import dev.weir.lab.page.FixedLimit.Share;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Table.Cell;
import dev.weir.lab.page.Table.Head;
import dev.weir.lab.page.Table.Mark;
import dev.weir.lab.page.Table.Row;
import dev.weir.lab.page.Table.Subject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

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
    List<Row> rows =
        results.pairs().stream()
            .filter(pair -> pair.strategy().equals(ADAPTIVE))
            .flatMap(pair -> fixed.share(pair).map(share -> row(pair, share)).stream())
            .toList();
    List<Head> heads =
        List.of(
            new Head("Overall", "what adaptive serves, as a share of what the fixed limit serves"),
            new Head("Worst " + part, "the same in the worst " + part + " after the first"));
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
                heads,
                rows,
                note))
        .filter(table -> !rows.isEmpty());
  }

  private static Row row(Pair pair, Share share) {
    return new Row(
        pair.scenario().name(),
        Stream.of(
                cell(OptionalDouble.of(share.overall()), LEAST_OVERALL),
                cell(share.lowest(), LEAST_EVER))
            .toList());
  }

  private static Cell cell(OptionalDouble share, double least) {
    return new Cell(
        Unit.SHARE.text(share.orElse(Double.NaN)),
        share.orElse(least) < least ? Mark.SHORT : Mark.NONE,
        share);
  }
}
