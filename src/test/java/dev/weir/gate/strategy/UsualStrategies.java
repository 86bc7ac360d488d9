package dev.weir.gate.strategy;

import static dev.weir.gate.Sharing.BY_CALLER;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every strategy with these limits and else the settings that Weir has by default; and those that
 * can be fair once more, as {@code fair wait-then-shed}.
 */
final class UsualStrategies {

  static final Map<Priority, Double> SHARES =
      Map.of(
          Priority.CRITICAL, 0.5,
          Priority.HIGH, 0.2,
          Priority.NORMAL, 0.1,
          Priority.LOW, 0.05);

  private static final String FAIR = "fair ";

  private UsualStrategies() {}

  static List<String> names() {
    List<Strategy> all = all(new GateLimits(1, 1, Duration.ZERO)).toList();
    Stream<String> fair =
        all.stream().filter(each -> !fair(each).equals(each)).map(each -> FAIR + each.name());
    return Stream.concat(all.stream().map(Strategy::name), fair).toList();
  }

  static Strategy named(String name, GateLimits limits) {
    return all(limits)
        .filter(each -> each.name().equals(kind(name)))
        .map(each -> asNamed(name, each))
        .findFirst()
        .orElseThrow();
  }

  /** The name of a strategy, whether or not it is fair. */
  static String kind(String name) {
    return name.startsWith(FAIR) ? name.substring(FAIR.length()) : name;
  }

  /** A strategy of this name, fair if that says so. */
  static Strategy asNamed(String name, Strategy strategy) {
    return name.startsWith(FAIR) ? fair(strategy) : strategy;
  }

  private static Strategy fair(Strategy strategy) {
    return switch (strategy) {
      case WaitThenShed it -> new WaitThenShed(it.limits(), it.shedHopeless(), BY_CALLER);
      case WorkerPool it -> new WorkerPool(it.permits(), it.waitingRoom(), BY_CALLER);
      case PriorityShedding it ->
          new PriorityShedding(
              it.limits(), it.shedHopeless(), BY_CALLER, it.shares(), it.lendable());
      case Adaptive it ->
          new Adaptive(
              it.limits(), it.shedHopeless(), BY_CALLER, it.fewestPermits(), it.mostPermits());
      default -> strategy;
    };
  }

  private static Stream<Strategy> all(GateLimits limits) {
    int permits = limits.permits();
    int room = limits.waitingRoom();
    return Stream.of(
        new None(),
        new Block(permits),
        new Reject(permits),
        new WaitThenShed(limits, true),
        new WorkerPool(permits, room, Sharing.NONE),
        new TokenBucket(800, 16),
        new LeakyBucket(800, room, limits.maxWait()),
        new Demand(permits, room),
        new PriorityShedding(limits, true, Sharing.NONE, SHARES, 0.75),
        new Adaptive(limits, true, Sharing.NONE, 1, 1_000),
        new CoDel(limits, Duration.ofMillis(5), Duration.ofMillis(100)));
  }
}
