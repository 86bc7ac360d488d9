package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import java.util.List;
import java.util.stream.Collectors;

/** The figures of a pair in one line, for a terminal. */
public final class Headline {

  private Headline() {}

  /** Returns the line, such as {@code burst, codel: Goodput 98 %, p50 104 ms} and so on. */
  public static String of(Pair pair) {
    String figures =
        Columns.ofScenario(List.of(pair)).stream()
            .map(column -> column.head() + " " + column.text(pair))
            .collect(Collectors.joining(", "));
    String line = pair.scenario().name() + ", " + pair.strategy() + ": " + figures;
    return line.replace('\u00a0', ' ').replace(Unit.NOTHING, "-");
  }
}
