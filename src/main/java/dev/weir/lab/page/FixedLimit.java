package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The best fixed limit, which others are compared with: {@code wait-then-shed} with the right
 * number of permits; all that was possible where the number is wrong on purpose.
 */
final class FixedLimit {

  private static final String STRATEGY = "wait-then-shed";
  private static final double PARTS = 10;
  private static final double LONGEST_PART_SECONDS = 60;

  /** Where the best serves less than this part of what it usually does, a share says nothing. */
  private static final double HARDLY_ANY = 0.1;

  private final Results results;
  private final double partSeconds;

  FixedLimit(Results results) {
    this.results = results;
    this.partSeconds =
        Math.min(LONGEST_PART_SECONDS, results.setup().duration().toNanos() / 1e9 / PARTS);
  }

  /**
   * What a strategy served, as a share of what the best fixed limit did at the same time.
   *
   * @param overall over the whole measurement
   * @param lowest in the worst part of it but the first; empty if it is too short for that
   */
  private record Share(double overall, OptionalDouble lowest) {}

  /** Returns how long a part is: a minute, or a tenth of a measurement of less than ten. */
  double partSeconds() {
    return partSeconds;
  }

  /** Returns the share over the whole measurement; empty if there is none to compare with. */
  OptionalDouble overall(Pair pair) {
    return share(pair).stream().mapToDouble(Share::overall).findFirst();
  }

  /** Returns the share in the worst part but the first; empty also if there is no other part. */
  OptionalDouble lowest(Pair pair) {
    return share(pair).map(Share::lowest).orElseGet(OptionalDouble::empty);
  }

  private Optional<Share> share(Pair pair) {
    return best(pair)
        .filter(best -> best.stream().mapToDouble(Double::doubleValue).sum() > 0)
        .map(best -> share(pair.points(), best));
  }

  /** Returns what the best served in each span of time. */
  private Optional<List<Double>> best(Pair pair) {
    if (pair.scenario().permits() != results.setup().permits()) {
      double capacity = results.setup().capacityPerSecond();
      return Optional.of(
          pair.points().stream()
              .map(point -> Math.min(point.offeredPerSecond(), capacity))
              .toList());
    }
    return results
        .pair(pair.scenario(), STRATEGY)
        .map(fixed -> fixed.points().stream().map(Point::goodputPerSecond).toList());
  }

  private Share share(List<Point> points, List<Double> best) {
    int last = points.isEmpty() ? 0 : part(points.getLast());
    double[] served = new double[last + 1];
    double[] possible = new double[last + 1];
    for (int i = 0; i < Math.min(points.size(), best.size()); i++) {
      served[part(points.get(i))] += points.get(i).goodputPerSecond();
      possible[part(points.get(i))] += best.get(i);
    }
    double all = DoubleStream.of(possible).sum();
    double enough = HARDLY_ANY * all / possible.length;
    return new Share(
        DoubleStream.of(served).sum() / all,
        IntStream.rangeClosed(1, last)
            .filter(part -> possible[part] > enough)
            .mapToDouble(part -> served[part] / possible[part])
            .min());
  }

  private int part(Point point) {
    return (int) (point.second() / partSeconds);
  }
}
