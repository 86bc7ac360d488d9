package dev.weir.gate.strategy;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every strategy with these limits and else the settings that Weir has by default. */
final class UsualStrategies {

  static final Map<Priority, Double> SHARES =
      Map.of(
          Priority.CRITICAL, 0.5,
          Priority.HIGH, 0.2,
          Priority.NORMAL, 0.1,
          Priority.LOW, 0.05);

  private UsualStrategies() {}

  static List<String> names() {
    return all(new GateLimits(1, 1, Duration.ZERO)).map(Strategy::name).toList();
  }

  static Strategy named(String name, GateLimits limits) {
    return all(limits).filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<Strategy> all(GateLimits limits) {
    int permits = limits.permits();
    int room = limits.waitingRoom();
    return Stream.of(
        new None(),
        new Block(permits),
        new Reject(permits),
        new WaitThenShed(limits, true),
        new WorkerPool(permits, room),
        new TokenBucket(800, 16),
        new LeakyBucket(800, room, limits.maxWait()),
        new Demand(permits, room),
        new PriorityShedding(limits, true, SHARES, 0.75),
        new Adaptive(limits, true, 1, 1_000),
        new CoDel(limits, Duration.ofMillis(5), Duration.ofMillis(100)));
  }
}
