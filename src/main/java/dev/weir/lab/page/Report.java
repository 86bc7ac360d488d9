package dev.weir.lab.page;

import dev.weir.lab.page.Description.Plot;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Setup;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What there is to say of the results, whether on the page or in plain text.
 *
 * @param facts what was measured, with what, where and when
 * @param shortfall what is missing; empty if nothing is
 * @param choices which strategy to take
 * @param chapters one over all scenarios, then one for each; none if nothing was measured
 */
record Report(List<String> facts, String shortfall, List<Choice> choices, List<Chapter> chapters) {

  static final String TITLE = "Backpressure strategies under overload";
  static final String LEAD =
      "The same backend, the same overload, another strategy in front of it each time: how much of"
          + " what it can do is still done, how soon, and at what price.";

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * A part of the report.
   *
   * @param name the scenario, or {@code overview}
   * @param title its heading
   * @param text what it is about
   * @param plots what is drawn beside the goodput
   * @param tables the figures
   */
  record Chapter(String name, String title, String text, List<Plot> plots, List<Table> tables) {}

  /** Returns the report of these results. */
  static Report of(Results results) {
    List<Chapter> chapters = new ArrayList<>();
    if (!results.pairs().isEmpty()) {
      chapters.add(overview(results));
    }
    results.scenarios().forEach(scenario -> chapters.add(chapter(scenario, results.of(scenario))));
    return new Report(
        facts(results.setup()), shortfall(results), Choices.of(results), List.copyOf(chapters));
  }

  private static List<String> facts(Setup setup) {
    return List.of(
        "Capacity %s (%d permits × %s)"
            .formatted(
                Unit.PER_SECOND.text(setup.capacityPerSecond()),
                setup.permits(),
                text(setup.latency())),
        "waiting room " + setup.waitingRoom(),
        "max wait " + text(setup.maxWait()),
        "clients give up after " + text(setup.patience()),
        text(setup.duration()) + " for each strategy in each scenario",
        "Weir " + setup.version(),
        "Java " + setup.java(),
        setup.machine(),
        MOMENT.format(setup.startedAt()));
  }

  private static String text(Duration duration) {
    return duration.toMillis() < 1000
        ? Unit.MILLIS.text(duration.toNanos() / 1e6)
        : Unit.SECONDS.text(duration.toNanos() / 1e9);
  }

  private static String shortfall(Results results) {
    if (results.pairs().isEmpty()) {
      return "Nothing is measured yet.";
    }
    return results.complete()
        ? ""
        : "This run is not complete: it was stopped before it was done, or still goes on. Here is"
            + " what it had measured by then.";
  }

  private static Chapter overview(Results results) {
    Overview overview = new Overview(results);
    List<Pair> pairs = overview.pairs();
    Table all =
        Table.of(
            "All strategies, the most goodput first",
            pairs,
            Columns.overall(pairs),
            Column.of(Figure.GOODPUT_SHARE));
    String text =
        overview.scenarios().isEmpty()
            ? "No scenario was run with every strategy, so there is nothing to compare over all."
            : "Over the scenarios that every strategy was run in: "
                + String.join(", ", overview.scenarios())
                + ". Shares are the mean of the scenarios and p50 is the median; p99 and memory are"
                + " those of the worst scenario, recovery is that after a stall. "
                + Table.Mark.BEST.symbol()
                + " marks the best of a column, among those that keep up in goodput.";
    return new Chapter(
        "overview",
        "Over all scenarios",
        text,
        List.of(),
        Stream.concat(Stream.of(all), AdaptiveTable.of(results).stream()).toList());
  }

  private static Chapter chapter(Description scenario, List<Pair> pairs) {
    List<Table> tables = new ArrayList<>();
    List<Column> classes = Columns.ofEachClass(pairs);
    if (!classes.isEmpty()) {
      List<Column> served =
          Stream.concat(classes.stream(), Columns.ofCallers(pairs).stream()).toList();
      tables.add(Table.of("Served of each class", pairs, served, classes.getFirst()));
    }
    List<Column> loads = Columns.atEachLoad(pairs);
    if (!loads.isEmpty()) {
      tables.add(Table.of("Goodput at each load", pairs, loads, loads.getLast()));
    }
    tables.add(
        Table.of(
            "Figures of this scenario",
            pairs,
            Columns.ofScenario(pairs),
            Column.of(Figure.GOODPUT_SHARE)));
    return new Chapter(
        scenario.name(), scenario.title(), scenario.text(), scenario.plots(), tables);
  }
}
