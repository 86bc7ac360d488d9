package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Recovery;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Step;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The figures of one pair, as the columns of a scenario's table. */
final class Figures {

  static final Column<Pair> GOODPUT =
      new Column<>(
          "Goodput",
          "answered well and in time, as a share of what the backend could do of what was asked",
          Unit.SHARE,
          Direction.HIGHER,
          pair -> OptionalDouble.of(pair.summary().goodputShare()));

  static final Column<Pair> P99 =
      new Column<>(
          "p99",
          "99 of 100 of those served had their answer within this time",
          Unit.MILLIS,
          Direction.LOWER,
          pair -> pair.summary().p99Millis());

  static final Column<Pair> RECOVERY =
      new Column<>(
          "Recovery",
          "how long after the disturbance fresh requests are served well again",
          Unit.SECONDS,
          Direction.LOWER,
          pair -> Recoveries.seconds(pair.summary().recovery()),
          pair -> notWithin(pair.summary().recovery()));

  private static final Column<Pair> P50 =
      new Column<>(
          "p50",
          "half of those served had their answer within this time",
          Unit.MILLIS,
          Direction.LOWER,
          pair -> pair.summary().p50Millis());

  private static final Column<Pair> SHED =
      new Column<>(
          "Shed",
          "share of the requests that was refused at once or after a wait",
          Unit.SHARE,
          Direction.LOWER,
          pair -> OptionalDouble.of(pair.summary().shedShare()));

  private static final Column<Pair> LOST =
      new Column<>(
          "Lost",
          "share of the requests that got neither answer nor refusal in time",
          Unit.SHARE,
          Direction.LOWER,
          pair -> OptionalDouble.of(pair.summary().lostShare()));

  private static final Column<Pair> WASTED =
      new Column<>(
          "Wasted",
          "share of the backend's calls whose answer came too late or to nobody",
          Unit.SHARE,
          Direction.LOWER,
          pair -> OptionalDouble.of(pair.summary().wastedShare()));

  private static final Column<Pair> MEMORY =
      new Column<>(
          "Memory",
          "the most that the process held",
          Unit.MEBIBYTES,
          Direction.LOWER,
          pair -> OptionalDouble.of(pair.summary().peakMemoryMebibytes()));

  private static final Column<Pair> REQUESTS =
      new Column<>(
          "Requests",
          "how many were sent",
          Unit.COUNT,
          Direction.NEITHER,
          pair -> OptionalDouble.of((double) pair.summary().requests()));

  private static final Column<Pair> SERVED =
      new Column<>(
          "Served",
          "how many were answered well and in time",
          Unit.COUNT,
          Direction.HIGHER,
          pair -> OptionalDouble.of((double) pair.summary().served()));

  private Figures() {}

  /** Returns the columns for these pairs; recovery is one if any of them had to recover. */
  static List<Column<Pair>> of(List<Pair> pairs) {
    boolean disturbed =
        pairs.stream().anyMatch(pair -> !(pair.summary().recovery() instanceof Recovery.NotAsked));
    return Stream.of(
            Stream.of(GOODPUT, P50, P99, SHED, LOST, WASTED),
            disturbed ? Stream.of(RECOVERY) : Stream.<Column<Pair>>of(),
            Stream.of(MEMORY, REQUESTS, SERVED))
        .flatMap(columns -> columns)
        .toList();
  }

  /** Returns the highest of the loads that these pairs went through, if they did. */
  static OptionalDouble highestLoad(List<Pair> pairs) {
    return pairs.stream().flatMap(pair -> pair.steps().stream()).mapToDouble(Step::load).max();
  }

  /** Returns the classes of requests that these pairs had, the one that matters first. */
  static List<String> classes(List<Pair> pairs) {
    return pairs.stream()
        .flatMap(pair -> pair.classes().stream())
        .map(RequestClass::name)
        .distinct()
        .toList();
  }

  /** Returns the goodput at a load, for scenarios that go through several. */
  static Column<Pair> goodputAt(double load) {
    String multiple = Unit.TIMES.text(load);
    return new Column<>(
        "at " + multiple,
        "goodput as a share of the capacity while " + multiple + " the capacity is offered",
        Unit.SHARE,
        Direction.HIGHER,
        pair -> share(pair, load));
  }

  private static OptionalDouble share(Pair pair, double load) {
    return pair.steps().stream()
        .filter(step -> step.load() == load)
        .mapToDouble(Step::goodputShare)
        .findFirst();
  }

  /** Returns which part of this class of requests was served. */
  static Column<Pair> servedOf(String name) {
    return new Column<>(
        name,
        "share of the " + name + " requests that was served well and in time",
        Unit.SHARE,
        Direction.HIGHER,
        pair -> served(pair, name));
  }

  private static OptionalDouble served(Pair pair, String name) {
    return pair.classes().stream()
        .filter(requestClass -> requestClass.name().equals(name))
        .mapToDouble(RequestClass::servedShare)
        .findFirst();
  }

  /** Returns what stands where a recovery did not come, or was not asked for. */
  static String notWithin(Recovery recovery) {
    OptionalDouble seconds = Recoveries.notWithinSeconds(recovery);
    return seconds.isPresent() ? "> " + Unit.SECONDS.text(seconds.getAsDouble()) : Unit.NOTHING;
  }
}
