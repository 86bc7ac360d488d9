package dev.weir.settings;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.strategy.Adaptive;
import dev.weir.gate.strategy.Block;
import dev.weir.gate.strategy.CoDel;
import dev.weir.gate.strategy.Demand;
import dev.weir.gate.strategy.LeakyBucket;
import dev.weir.gate.strategy.None;
import dev.weir.gate.strategy.PriorityShedding;
import dev.weir.gate.strategy.Reject;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.TokenBucket;
import dev.weir.gate.strategy.WaitThenShed;
import dev.weir.gate.strategy.WorkerPool;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes strategies from values, each with the keys that it reads. All strategies are made,
 * whichever is used, so that a mistake is found before the strategy is changed.
 */
final class StrategySettings {

  /**
   * A strategy as the values make it.
   *
   * @param strategy the strategy
   * @param keys the keys that it reads; all other keys of strategies have no effect on it
   */
  record Made(Strategy strategy, Set<String> keys) {}

  /** The key of each class's share. */
  static final Map<Priority, String> SHARE_KEYS =
      Map.of(
          Priority.CRITICAL, "gate.priority.critical",
          Priority.HIGH, "gate.priority.high",
          Priority.NORMAL, "gate.priority.normal",
          Priority.LOW, "gate.priority.low");

  private static final List<Function<StrategySettings, Strategy>> STRATEGIES =
      List.of(
          in -> new None(),
          in -> new Block(in.permits()),
          in -> new Reject(in.permits()),
          in -> new WaitThenShed(in.limits(), in.shedHopeless(), in.sharing()),
          in -> new WorkerPool(in.permits(), in.waitingRoom(), in.sharing()),
          in -> new TokenBucket(in.perSecond("gate.token-bucket.rate"), in.burst()),
          in ->
              new LeakyBucket(
                  in.perSecond("gate.leaky-bucket.rate"), in.waitingRoom(), in.maxWait()),
          in -> new Demand(in.permits(), in.waitingRoom()),
          in ->
              new PriorityShedding(
                  in.limits(), in.shedHopeless(), in.sharing(), in.shares(), in.lendable()),
          StrategySettings::adaptive,
          StrategySettings::codel);

  private static final double SLOWEST_PER_SECOND = 0.001;
  private static final double FASTEST_PER_SECOND = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Values values;
  private final List<Partition> partitions;

  private StrategySettings(Values values, List<Partition> partitions) {
    this.values = values;
    this.partitions = partitions;
  }

  /**
   * Returns every strategy by its name, from the simplest to those that know the most.
   *
   * @param partitions the parts of the gate that have bounds of their own
   */
  static Map<String, Made> all(Values values, List<Partition> partitions) {
    Map<String, Made> all = new LinkedHashMap<>();
    for (Function<StrategySettings, Strategy> maker : STRATEGIES) {
      Values own = values.unread();
      Strategy strategy = maker.apply(new StrategySettings(own, partitions));
      all.put(strategy.name(), new Made(strategy, own.keysRead()));
    }
    return all;
  }

  /** Returns the limits, whether or not a strategy keeps all of them. */
  static GateLimits limits(Values values) {
    return new StrategySettings(values, List.of()).limits();
  }

  private GateLimits limits() {
    return new GateLimits(permits(), waitingRoom(), maxWait());
  }

  private int permits() {
    return values.integer("gate.permits", 1, GateLimits.MOST);
  }

  private int waitingRoom() {
    return values.integer("gate.waiting-room", 0, GateLimits.MOST);
  }

  private Duration maxWait() {
    return values.duration("gate.max-wait", Duration.ZERO, LONGEST);
  }

  private boolean shedHopeless() {
    return values.trueOrFalse("gate.shed-hopeless");
  }

  private Sharing sharing() {
    return new Sharing(
        FairKey.read(values).isEmpty() ? Fairness.NONE : Fairness.BY_CALLER, partitions);
  }

  private double perSecond(String key) {
    return values.fraction(key, SLOWEST_PER_SECOND, FASTEST_PER_SECOND);
  }

  private int burst() {
    return values.integer("gate.token-bucket.burst", 1, GateLimits.MOST);
  }

  private Map<Priority, Double> shares() {
    Map<Priority, Double> shares = new EnumMap<>(Priority.class);
    SHARE_KEYS.forEach((priority, key) -> shares.put(priority, values.fraction(key, 0, 1)));
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    // What is written with a few digits must not be refused for how it is added up in binary.
    double rounded = Math.round(sum * 1e6) / 1e6;
    if (rounded > 1) {
      throw values.bad(
          "gate.priority.critical",
          "with high, normal and low it must be at most 1, not " + rounded);
    }
    return shares;
  }

  private double lendable() {
    return values.fraction("gate.priority.lendable", 0, 1);
  }

  private Strategy adaptive() {
    int fewest = values.integer("gate.adaptive.min-permits", 1, GateLimits.MOST);
    int most = values.integer("gate.adaptive.max-permits", fewest, GateLimits.MOST);
    return new Adaptive(limits(), shedHopeless(), sharing(), fewest, most);
  }

  private Strategy codel() {
    Duration interval = values.duration("gate.codel.interval", SHORTEST, LONGEST);
    Duration target = values.duration("gate.codel.target", Duration.ZERO, interval);
    return new CoDel(limits(), target, interval);
  }
}
