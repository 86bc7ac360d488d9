package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.Recovery;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Setup;
import dev.weir.lab.page.Results.Step;
import dev.weir.lab.page.Results.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

  /** Returns a pair with a summary, and no course. */
  static Pair pair(String scenario, String strategy, Summary summary) {
    return new Pair(
        SampleScenario.described(scenario),
        strategy,
        summary,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Returns a summary of which only the goodput and the 99th percentile matter. */
  static Summary summary(double goodputShare, OptionalDouble p99Millis) {
    return new Summary(
        1000,
        500,
        goodputShare,
        p99Millis,
        p99Millis,
        0.25,
        0.25,
        0.125,
        new Recovery.NotDisturbed(),
        200);
  }

  /** Returns a pair of the scenario {@code stall}, with these figures and this recovery. */
  static Pair recovered(String strategy, Summary some, Recovery recovery) {
    return pair(
        "stall",
        strategy,
        new Summary(
            some.requests(),
            some.served(),
            some.goodputShare(),
            some.p50Millis(),
            some.p99Millis(),
            some.shedShare(),
            some.lostShare(),
            some.wastedShare(),
            recovery,
            some.peakMemoryMebibytes()));
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
        summary(scenario, strategy, points),
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

  private static Summary summary(
      SampleScenario scenario, SampleStrategy strategy, List<Point> points) {
    double offered = points.stream().mapToDouble(Point::offeredPerSecond).sum() * BIN_SECONDS;
    double served = points.stream().mapToDouble(Point::goodputPerSecond).sum() * BIN_SECONDS;
    double shed = points.stream().mapToDouble(Point::shedPerSecond).sum() * BIN_SECONDS;
    double possible = Math.min(offered, SETUP.capacityPerSecond() * SampleScenario.SECONDS);
    return new Summary(
        Math.round(offered),
        Math.round(served),
        served / possible,
        OptionalDouble.of(Math.max(101, strategy.p99Millis() * 0.7)),
        OptionalDouble.of(strategy.p99Millis()),
        shed / offered,
        Math.max(0, 1 - (served + shed) / offered),
        1 - strategy.shareAtTenTimes(),
        recovery(scenario, strategy),
        strategy.mebibytes());
  }

  private static Recovery recovery(SampleScenario scenario, SampleStrategy strategy) {
    if (!scenario.disturbs()) {
      return new Recovery.NotDisturbed();
    }
    return strategy.recoverySeconds() < 0
        ? new Recovery.Never(12)
        : new Recovery.After(strategy.recoverySeconds());
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
