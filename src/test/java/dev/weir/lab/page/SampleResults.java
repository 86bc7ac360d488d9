package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Setup;
import dev.weir.lab.page.Results.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Results as a run gives them, always the same: none collapses, block recovers slowly. */
final class SampleResults {

  static final Setup SETUP =
      new Setup(
          "0.1.0",
          "21.0.5",
          "Linux, 2 processors",
          Instant.parse("2026-11-23T20:15:00Z"),
          40,
          80,
          Duration.ofMillis(250),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(18));

  private static final double BIN_SECONDS = 0.25;
  private static final double MIDDLE_OF_DRIFT = 9;

  private SampleResults() {}

  /** Returns the results of a whole run: eleven strategies in ten scenarios. */
  static Results complete() {
    return new Results(SETUP, true, pairs().toList());
  }

  /** Returns the results of a run that was stopped after so many pairs. */
  static Results stoppedAfter(int pairs) {
    return new Results(SETUP, false, pairs().limit(pairs).toList());
  }

  /** Returns whole results of these pairs. */
  static Results of(Pair... pairs) {
    return new Results(SETUP, true, List.of(pairs));
  }

  /** Returns a pair with these figures, and no course. */
  static Pair pair(String scenario, String strategy, Map<Figure, Double> figures) {
    return new Pair(
        SampleScenario.described(scenario),
        strategy,
        figures,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Returns figures of which only the goodput and the 99th percentile matter; more can be put. */
  static Map<Figure, Double> figures(double goodputShare, OptionalDouble p99Millis) {
    Map<Figure, Double> figures =
        new EnumMap<>(
            Map.of(
                Figure.REQUESTS, 1000.0,
                Figure.SERVED, 500.0,
                Figure.GOODPUT_SHARE, goodputShare,
                Figure.SHED_SHARE, 0.25,
                Figure.LOST_SHARE, 0.2,
                Figure.WASTED_SHARE, 0.125,
                Figure.PEAK_MEMORY_MIB, 200.0));
    p99Millis.ifPresent(millis -> figures.put(Figure.P50_MS, millis));
    p99Millis.ifPresent(millis -> figures.put(Figure.P99_MS, millis));
    return figures;
  }

  private static Stream<Pair> pairs() {
    return Stream.of(SampleScenario.values())
        .flatMap(
            scenario -> SampleStrategy.ALL.stream().map(strategy -> measured(scenario, strategy)));
  }

  private static Pair measured(SampleScenario scenario, SampleStrategy strategy) {
    List<Point> points =
        IntStream.range(0, (int) (SampleScenario.SECONDS / BIN_SECONDS))
            .mapToObj(bin -> point(scenario, strategy, bin))
            .toList();
    return new Pair(
        scenario.description(),
        strategy.name(),
        figures(scenario, strategy, points),
        points,
        scenario == SampleScenario.RAMP ? steps(strategy) : List.of(),
        scenario == SampleScenario.MIXED ? classes(strategy) : List.of(),
        scenario.events());
  }

  private static Point point(SampleScenario scenario, SampleStrategy strategy, int bin) {
    double second = (bin + 0.5) * BIN_SECONDS;
    double offered = scenario.load(second) * SETUP.capacityPerSecond();
    double share = share(scenario, strategy, second);
    double goodput = Math.min(offered, share * SETUP.capacityPerSecond() * ripple(bin));
    boolean full = scenario.load(second) > 1 || scenario.ails(strategy, second);
    OptionalDouble p99 =
        share == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((full ? strategy.p99Millis() : 104) * ripple(bin + 1));
    return new Point(
        second,
        offered,
        goodput,
        strategy.collapses() ? 0 : offered - goodput,
        p99.isPresent() ? OptionalDouble.of(p99.getAsDouble() * 0.8) : p99,
        p99,
        (int) (40 * share),
        full ? strategy.longestLine() : 0,
        strategy.adapts() ? permits(scenario, second) : strategy.permits());
  }

  private static double share(SampleScenario scenario, SampleStrategy strategy, double second) {
    double capacity = scenario.capacity(strategy, second);
    if (capacity == 0) {
      return 0;
    }
    return capacity
        * (scenario.ails(strategy, second)
            ? 0.1
            : strategy.goodput(scenario.load(second) / capacity));
  }

  private static OptionalDouble permits(SampleScenario scenario, double second) {
    double found = 40 - Math.max(0, 18 - 6 * Math.abs(second - MIDDLE_OF_DRIFT));
    double grown = 4 + 2 * second;
    return OptionalDouble.of(
        Math.rint(
            switch (scenario) {
              case DRIFT -> found;
              case TOO_FEW -> grown;
              case TOO_MANY -> 400 - 20 * second;
              default -> 40;
            }));
  }

  /** Returns a factor near 1, another for each bin. */
  private static double ripple(int bin) {
    return 0.985 + 0.015 * Math.sin(bin * 1.7);
  }

  private static Map<Figure, Double> figures(
      SampleScenario scenario, SampleStrategy strategy, List<Point> points) {
    double offered = points.stream().mapToDouble(Point::offeredPerSecond).sum() * BIN_SECONDS;
    double served = points.stream().mapToDouble(Point::goodputPerSecond).sum() * BIN_SECONDS;
    double shed = points.stream().mapToDouble(Point::shedPerSecond).sum() * BIN_SECONDS;
    double possible = Math.min(offered, SETUP.capacityPerSecond() * SampleScenario.SECONDS);
    Map<Figure, Double> figures = figures(served / possible, OptionalDouble.empty());
    figures.put(Figure.REQUESTS, Math.rint(offered));
    figures.put(Figure.SERVED, Math.rint(served));
    figures.put(Figure.P50_MS, Math.max(101, strategy.p99Millis() * 0.7));
    figures.put(Figure.P99_MS, strategy.p99Millis());
    figures.put(Figure.SHED_SHARE, shed / offered);
    figures.put(Figure.LOST_SHARE, Math.max(0, 1 - (served + shed) / offered));
    figures.put(Figure.WASTED_SHARE, 1 - strategy.shareAtTenTimes());
    figures.put(Figure.PEAK_MEMORY_MIB, strategy.mebibytes());
    if (scenario.disturbs() && strategy.recoverySeconds() < 0) {
      figures.put(Figure.NOT_RECOVERED_WITHIN_SECONDS, 12.0);
    } else if (scenario.disturbs()) {
      figures.put(Figure.RECOVERY_SECONDS, strategy.recoverySeconds());
    }
    return figures;
  }

  private static List<Step> steps(SampleStrategy strategy) {
    return Arrays.stream(SampleScenario.LOADS)
        .mapToObj(
            load -> new Step(load, strategy.goodput(load), OptionalDouble.of(strategy.p99Millis())))
        .toList();
  }

  private static List<RequestClass> classes(SampleStrategy strategy) {
    double fair = strategy.goodput(3) / 3;
    boolean ranks = strategy.name().equals("priority");
    return List.of(
        new RequestClass("critical", 0.5, ranks ? 0.998 : fair, OptionalDouble.of(140)),
        new RequestClass("normal", 1.25, ranks ? 0.39 : fair, OptionalDouble.of(300)),
        new RequestClass("low", 1.25, ranks ? 0.01 : fair, OptionalDouble.of(310)));
  }
}
