package dev.weir.lab.page;

import dev.weir.lab.page.Results.Event;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Lines of strategies over a common axis.
 *
 * @param title what it shows
 * @param finding what there is to see in it, in a sentence; empty if nothing can be said
 * @param axis what the places are
 * @param unit what the values are
 * @param lines the strategies
 * @param events what disturbs, and when
 * @param reference a value that all are to be held against
 */
record Plot(
    String title,
    String finding,
    Axis axis,
    Unit unit,
    List<Line> lines,
    List<Event> events,
    OptionalDouble reference) {

  /** What the places of a plot are. */
  enum Axis {
    /** Seconds from the beginning of the measurement. */
    SECONDS,
    /** Loads as multiples of the capacity, to be shown on a logarithmic scale. */
    LOADS
  }

  /** A strategy and its spots, in the order of their places. */
  record Line(String strategy, List<Spot> spots) {}

  /** A place, and the value there if there is one. */
  record Spot(double place, OptionalDouble value) {}

  /**
   * Returns a line for each pair that has such values, over the seconds. The first span and the
   * last are left out: what begins or ends there is not whole.
   */
  static List<Line> overTime(List<Pair> pairs, Function<Point, OptionalDouble> value) {
    return lines(
        pairs,
        pair ->
            inner(pair.points()).stream()
                .map(point -> new Spot(point.second(), finite(value.apply(point))))
                .toList());
  }

  private static List<Point> inner(List<Point> points) {
    return points.size() < 3 ? points : points.subList(1, points.size() - 1);
  }

  /** Returns a line for each pair that went through several loads: the goodput at each. */
  static List<Line> overLoads(List<Pair> pairs) {
    return lines(
        pairs,
        pair ->
            pair.steps().stream()
                .map(step -> new Spot(step.load(), finite(OptionalDouble.of(step.goodputShare()))))
                .toList());
  }

  private static List<Line> lines(List<Pair> pairs, Function<Pair, List<Spot>> spots) {
    return pairs.stream()
        .map(pair -> new Line(pair.strategy(), spots.apply(pair)))
        .filter(line -> line.spots().stream().anyMatch(spot -> spot.value().isPresent()))
        .toList();
  }

  private static OptionalDouble finite(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? value
        : OptionalDouble.empty();
  }

  /** Returns the places of all lines, ascending. */
  List<Double> places() {
    return lines.stream()
        .flatMap(line -> line.spots().stream())
        .map(Spot::place)
        .distinct()
        .sorted()
        .toList();
  }
}
