package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every strategy with these limits and else the settings that Weir has by default; and those whose
 * permits can be divided three times more: as {@code fair wait-then-shed}, as {@code wait-then-shed
 * in partitions}, and as both.
 */
final class UsualStrategies {

  static final Map<Priority, Double> SHARES =
      Map.of(
          Priority.CRITICAL, 0.5,
          Priority.HIGH, 0.2,
          Priority.NORMAL, 0.1,
          Priority.LOW, 0.05);

  /** Parts without bounds: with them a gate does what it does without them. */
  static final List<Partition> PARTITIONS = List.of(boundless("left"), boundless("right"));

  private static final String FAIR = "fair ";
  private static final String IN_PARTITIONS = " in partitions";

  private UsualStrategies() {}

  static List<String> names() {
    List<Strategy> all = all(new GateLimits(1, 1, Duration.ZERO)).toList();
    List<String> divisible =
        all.stream()
            .filter(each -> !sharing(each, Sharing.BY_CALLER).equals(each))
            .map(Strategy::name)
            .toList();
    return Stream.of(
            all.stream().map(Strategy::name),
            divisible.stream().map(name -> FAIR + name),
            divisible.stream().map(name -> name + IN_PARTITIONS),
            divisible.stream().map(name -> FAIR + name + IN_PARTITIONS))
        .flatMap(names -> names)
        .toList();
  }

  static Strategy named(String name, GateLimits limits) {
    return all(limits)
        .filter(each -> each.name().equals(kind(name)))
        .map(each -> asNamed(name, each))
        .findFirst()
        .orElseThrow();
  }

  /** The name of a strategy, however its permits are divided. */
  static String kind(String name) {
    return name.replace(FAIR, "").replace(IN_PARTITIONS, "");
  }

  /** Whether the permits of the gate of this name are divided among partitions. */
  static boolean inPartitions(String name) {
    return name.endsWith(IN_PARTITIONS);
  }

  /** A strategy whose permits are divided as its name says, in {@link #PARTITIONS} if at all. */
  static Strategy asNamed(String name, Strategy strategy) {
    return asNamed(name, strategy, PARTITIONS);
  }

  /** A strategy whose permits are divided as its name says, in those partitions if at all. */
  static Strategy asNamed(String name, Strategy strategy, List<Partition> partitions) {
    return sharing(
        strategy,
        new Sharing(
            name.startsWith(FAIR) ? Fairness.BY_CALLER : Fairness.NONE,
            inPartitions(name) ? partitions : List.of()));
  }

  /** Each arrival in another of the {@link #PARTITIONS}, or in none of them. */
  static Arrival spread(Arrival arrival, int number) {
    int index = number % (PARTITIONS.size() + 1);
    return index == PARTITIONS.size() ? arrival : arrival.in(PARTITIONS.get(index));
  }

  private static Partition boundless(String name) {
    return new Partition(name, GateLimits.UNBOUNDED, GateLimits.UNBOUNDED, 0);
  }

  private static Strategy sharing(Strategy strategy, Sharing sharing) {
    return switch (strategy) {
      case WaitThenShed it -> new WaitThenShed(it.limits(), it.shedHopeless(), sharing);
      case WorkerPool it -> new WorkerPool(it.permits(), it.waitingRoom(), sharing);
      case PriorityShedding it ->
          new PriorityShedding(it.limits(), it.shedHopeless(), sharing, it.shares(), it.lendable());
      case Adaptive it ->
          new Adaptive(
              it.limits(), it.shedHopeless(), sharing, it.fewestPermits(), it.mostPermits());
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
