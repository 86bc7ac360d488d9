package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The columns of all tables. */
final class Columns {

  /** The price of the goodput. */
  private static final EnumSet<Figure> PRICE =
      EnumSet.of(
          Figure.P50_MS,
          Figure.P99_MS,
          Figure.SHED_SHARE,
          Figure.WASTED_SHARE,
          Figure.RECOVERY_SECONDS,
          Figure.PEAK_MEMORY_MIB);

  private Columns() {}

  /**
   * Returns the columns of one scenario; recovery is one if there was something to recover from.
   */
  static List<Column> ofScenario(List<Pair> pairs) {
    Column recovery = Column.of(Figure.RECOVERY_SECONDS);
    boolean disturbed = pairs.stream().anyMatch(pair -> !recovery.text(pair).equals(Unit.NOTHING));
    return Stream.concat(
            EnumSet.range(Figure.GOODPUT_SHARE, Figure.PEAK_MEMORY_MIB).stream(),
            Stream.of(Figure.REQUESTS, Figure.SERVED))
        .filter(figure -> disturbed || figure != Figure.RECOVERY_SECONDS)
        .filter(figure -> figure != Figure.NOT_RECOVERED_WITHIN_SECONDS)
        .map(Column::of)
        .toList();
  }

  /** Returns the columns over all scenarios: goodput, also at the highest load, and its price. */
  static List<Column> overall(List<Pair> pairs) {
    return Stream.of(
            Stream.of(Column.of(Figure.GOODPUT_SHARE)),
            atHighestLoad(pairs).stream(),
            PRICE.stream().map(Column::of))
        .flatMap(columns -> columns)
        .toList();
  }

  /** Returns the goodput at the highest of the loads that these pairs went through, if they did. */
  static Optional<Column> atHighestLoad(List<Pair> pairs) {
    return loads(pairs).max().stream().mapToObj(Columns::atLoad).findFirst();
  }

  /** Returns the goodput at each of the loads that these pairs went through. */
  static List<Column> atEachLoad(List<Pair> pairs) {
    return loads(pairs).distinct().mapToObj(Columns::atLoad).toList();
  }

  private static DoubleStream loads(List<Pair> pairs) {
    return pairs.stream().flatMap(pair -> pair.steps().stream()).mapToDouble(Step::load);
  }

  private static Column atLoad(double load) {
    String multiple = Unit.TIMES.text(load);
    return new Column(
        "at " + multiple,
        "goodput as a share of the capacity while " + multiple + " the capacity is offered",
        Unit.SHARE,
        Direction.HIGHER,
        pair -> pair.atLoad(load));
  }

  /** Returns what these pairs say of callers: nothing, if there were none. */
  static List<Column> ofCallers(List<Pair> pairs) {
    return Stream.of(Figure.WORST_CALLER_SHARE, Figure.JAIN_INDEX)
        .filter(figure -> pairs.stream().anyMatch(pair -> pair.figure(figure).isPresent()))
        .map(Column::of)
        .toList();
  }

  /** Returns the served share of each class that these pairs had, the one that matters first. */
  static List<Column> ofEachClass(List<Pair> pairs) {
    return pairs.stream()
        .flatMap(pair -> pair.classes().stream())
        .map(RequestClass::name)
        .distinct()
        .map(Columns::ofClass)
        .toList();
  }

  private static Column ofClass(String name) {
    return new Column(
        name,
        "share of the " + name + " requests that was served well and in time",
        Unit.SHARE,
        Direction.HIGHER,
        pair -> pair.servedOf(name));
  }
}
