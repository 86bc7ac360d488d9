package dev.weir.lab.page;

import dev.weir.lab.page.Plot.Axis;
import dev.weir.lab.page.Results.Event;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The plots of one scenario: the goodput always, and what else tells something about it. */
final class Plots {

  private final Scene scene;
  private final List<Pair> pairs;
  private final List<Event> events;
  private final double capacityPerSecond;
  private final AdaptiveFinding adaptive;

  private Plots(Scene scene, Results results) {
    this.scene = scene;
    this.pairs = scene.pairs(results);
    this.events = pairs.stream().flatMap(pair -> pair.events().stream()).distinct().toList();
    this.capacityPerSecond = results.setup().capacityPerSecond();
    this.adaptive = new AdaptiveFinding(results);
  }

  /** Returns the plots of a scenario, but for those of which there are no data. */
  static List<Plot> of(Scene scene, Results results) {
    Plots plots = new Plots(scene, results);
    Stream<Plot> more =
        switch (scene.name()) {
          case Scene.STALL -> Stream.of(plots.slowest());
          case Scene.BURST -> Stream.of(plots.slowest(), plots.waiting());
          case Scene.DRIFT,
              Scene.TRICKLE,
              Scene.BIMODAL,
              Scene.OUTAGE,
              Scene.ERRORS,
              Scene.IMPATIENT,
              Scene.TOO_FEW,
              Scene.TOO_MANY ->
              Stream.of(plots.permits());
          default -> Stream.empty();
        };
    return Stream.concat(Stream.of(plots.goodput()), more)
        .filter(plot -> !plot.lines().isEmpty())
        .toList();
  }

  /** Returns the plot of the goodput at each load, if these pairs went through several. */
  static Optional<Plot> curve(List<Pair> pairs) {
    return Optional.of(
            new Plot(
                "Goodput at each load, as a share of the capacity",
                Findings.curve(pairs),
                Axis.LOADS,
                Unit.SHARE,
                Plot.overLoads(pairs),
                List.of(),
                OptionalDouble.of(1)))
        .filter(plot -> !plot.lines().isEmpty());
  }

  private Plot goodput() {
    return overTime(
        "Goodput, requests per second",
        Stream.of(
            Findings.goodput(pairs),
            Findings.classes(pairs),
            adaptive.in(scene.name()),
            new RecoveryFinding(pairs).after(scene.disturbance())),
        Unit.PER_SECOND,
        point -> OptionalDouble.of(point.goodputPerSecond()),
        anywhereNearCapacity() ? OptionalDouble.of(capacityPerSecond) : OptionalDouble.empty());
  }

  /** Where little is asked, a line at the capacity would leave no room for the others. */
  private boolean anywhereNearCapacity() {
    return pairs.stream()
        .flatMap(pair -> pair.points().stream())
        .anyMatch(point -> 2 * point.offeredPerSecond() > capacityPerSecond);
  }

  private Plot slowest() {
    return overTime(
        "p99 of those served, ms",
        Stream.of(Findings.slowest(pairs)),
        Unit.MILLIS,
        Point::p99Millis,
        OptionalDouble.empty());
  }

  private Plot waiting() {
    return overTime(
        "Waiting in line",
        Stream.of(Findings.line(pairs)),
        Unit.COUNT,
        point -> OptionalDouble.of(point.waiting()),
        OptionalDouble.empty());
  }

  private Plot permits() {
    return overTime(
        "Permits",
        Stream.of(PermitsFinding.of(pairs)),
        Unit.COUNT,
        Point::permits,
        OptionalDouble.empty());
  }

  private Plot overTime(
      String title,
      Stream<String> findings,
      Unit unit,
      Function<Point, OptionalDouble> value,
      OptionalDouble reference) {
    String finding = String.join(" ", findings.filter(text -> !text.isEmpty()).toList());
    return new Plot(
        title, finding, Axis.SECONDS, unit, Plot.overTime(pairs, value), events, reference);
  }
}
