package dev.weir.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The results as a table in Markdown: for each cell the nanoseconds of one pass, and how many times
 * as long that is as the bare semaphore.
 */
final class Table {

  private final Results results;

  Table(Results results) {
    this.results = results;
  }

  /** Returns it, a line for each row and a head. */
  String text() {
    String head = line("ns (times the semaphore)", contender -> contender.label);
    String rule = line("---", contender -> "---:");
    String body =
        Arrays.stream(Row.values())
            .map(row -> line(row.label, contender -> cell(row, contender)))
            .collect(Collectors.joining("\n"));
    return head + "\n" + rule + "\n" + body;
  }

  private static String line(String first, Function<Contender, String> cell) {
    return Arrays.stream(Contender.values())
        .map(contender -> String.format(Locale.ROOT, " %13s |", cell.apply(contender)))
        .collect(Collectors.joining("", String.format(Locale.ROOT, "| %-24s |", first), ""));
  }

  private String cell(Row row, Contender contender) {
    OptionalDouble nanos = results.nanos(row, contender);
    return nanos.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.1f (%.2f)",
            nanos.getAsDouble(),
            results.timesTheSemaphore(row, contender).orElseThrow());
  }
}
