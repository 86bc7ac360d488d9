package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Step;
import dev.weir.lab.page.Results.Summary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The columns of all tables. */
final class Columns {

  static final Column GOODPUT =
      new Column(
          "Goodput",
          "served well and in time, as a share of what the backend could do of what was offered",
          Unit.SHARE,
          Direction.HIGHER,
          of(Summary::goodputShare));

  static final Column P50 =
      time("p50", "half of those served had their response within this time", Summary::p50Millis);

  static final Column P99 =
      time("p99", "99 of 100 served had their response within this time", Summary::p99Millis);

  static final Column RECOVERY =
      new Column(
          "Recovery",
          "how long after the disturbance fresh requests are served well again",
          Unit.SECONDS,
          Direction.LOWER,
          pair -> pair.summary().recovery().afterSeconds(),
          pair -> pair.summary().recovery().notWithinSeconds());

  private static final Column SHED =
      cost(
          "Shed",
          "share of the requests that was refused; low is good only where goodput is high",
          Summary::shedShare);

  private static final Column LOST =
      cost(
          "Lost",
          "share of the requests that got neither response nor refusal in time",
          Summary::lostShare);

  private static final Column WASTED =
      cost(
          "Wasted",
          "share of the backend's calls whose response came too late or to no client",
          Summary::wastedShare);

  private static final Column MEMORY =
      new Column(
          "Memory",
          "the most that the process held",
          Unit.MEBIBYTES,
          Direction.LOWER,
          of(Summary::peakMemoryMebibytes));

  private static final Column REQUESTS =
      new Column(
          "Requests", "how many were sent", Unit.COUNT, Direction.NEITHER, of(Summary::requests));

  private static final Column SERVED =
      new Column(
          "Served",
          "how many were served well and in time",
          Unit.COUNT,
          Direction.HIGHER,
          of(Summary::served));

  private Columns() {}

  private static Function<Pair, OptionalDouble> of(ToDoubleFunction<Summary> figure) {
    return pair -> OptionalDouble.of(figure.applyAsDouble(pair.summary()));
  }

  private static Column time(
      String head, String meaning, Function<Summary, OptionalDouble> figure) {
    return new Column(
        head, meaning, Unit.MILLIS, Direction.LOWER, pair -> figure.apply(pair.summary()));
  }

  private static Column cost(String head, String meaning, ToDoubleFunction<Summary> figure) {
    return new Column(head, meaning, Unit.SHARE, Direction.LOWER, of(figure));
  }

  /**
   * Returns the columns of one scenario; recovery is one if there was something to recover from.
   */
  static List<Column> ofScenario(List<Pair> pairs) {
    boolean disturbed =
        pairs.stream()
            .anyMatch(
                pair -> !(pair.summary().recovery() instanceof Results.Recovery.NotDisturbed));
    return Stream.of(GOODPUT, P50, P99, SHED, LOST, WASTED, RECOVERY, MEMORY, REQUESTS, SERVED)
        .filter(column -> disturbed || !column.equals(RECOVERY))
        .toList();
  }

  /** Returns the columns over all scenarios: goodput, also at the highest load, and its price. */
  static List<Column> overall(List<Pair> pairs) {
    return Stream.of(
            Stream.of(GOODPUT),
            atHighestLoad(pairs).stream(),
            Stream.of(P50, P99, SHED, WASTED, RECOVERY, MEMORY))
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
