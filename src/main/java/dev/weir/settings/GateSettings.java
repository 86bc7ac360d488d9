package dev.weir.settings;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.strategy.Adaptive;
import dev.weir.gate.strategy.Block;
import dev.weir.gate.strategy.Demand;
import dev.weir.gate.strategy.PermitStrategy;
import dev.weir.gate.strategy.PriorityShedding;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.WorkerPool;
import dev.weir.settings.StrategySettings.Made;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * How the gate decides.
 *
 * @param strategy its strategy, with all that this reads
 * @param limits the limits that were given, whether or not the strategy keeps them
 * @param maxRefusalDelay how long a refusal may be held
 * @param priorityHeader the name of the field that has the priority of a request
 * @param fairBy what tells callers apart, the widest first; none if all are one
 * @param fieldsOfProxiesOnly whether the fields of those two count only if a trusted proxy has sent
 *     them
 * @param trial whether it is tried before it is enforced, and what beside it
 */
public record GateSettings(
    Strategy strategy,
    GateLimits limits,
    Duration maxRefusalDelay,
    String priorityHeader,
    List<FairKey> fairBy,
    boolean fieldsOfProxiesOnly,
    TrialSettings trial) {

  /** Returns the names of all strategies, from the simplest to those that know the most. */
  public static List<String> strategies() {
    Values defaults = new Values(Layers.read(List.of(), Map.of(), new Properties()));
    return List.copyOf(StrategySettings.all(defaults, List.of()).keySet());
  }

  /** Returns the strategy that decides about requests: with none of them, all pass. */
  public Strategy inForce() {
    return trial.inForce(strategy);
  }

  /** Returns the name of its strategy, and what is remarkable about how it is used. */
  public String description() {
    return trial.mode() == GateMode.ENFORCE
        ? strategy.name()
        : strategy.name() + " in mode " + trial.mode().label();
  }

  /** Returns whether a class that an untrusted client names would count, if its word did. */
  public boolean keepsPriorityFromStrangers() {
    return strategy instanceof PriorityShedding && fieldsOfProxiesOnly;
  }

  /** Returns its strategy if replicas can share the permits: it has a fixed number of them. */
  public Optional<PermitStrategy> shared() {
    return strategy instanceof PermitStrategy permits && !(strategy instanceof Adaptive)
        ? Optional.of(permits)
        : Optional.empty();
  }

  /** Refuses what can't be foreseen if replicas share its permits. */
  void checkShared(Values values) {
    if (shared().isPresent()) {
      trial.checkShared(values);
    }
  }

  /** Returns whether a request may wait for as long as the limits say, and no longer. */
  boolean keepsMaxWait() {
    return !(strategy instanceof Block
        || strategy instanceof WorkerPool
        || strategy instanceof Demand);
  }

  /**
   * Reads the settings of a gate.
   *
   * @param partitions its parts that have bounds of their own
   */
  static GateSettings from(Values values, List<Partition> partitions) {
    Map<String, Made> strategies = StrategySettings.all(values, partitions);
    String name = values.oneOf("gate.strategy", strategies.keySet());
    Strategy strategy = Objects.requireNonNull(strategies.get(name)).strategy();
    check(strategy, values);
    return new GateSettings(
        strategy,
        StrategySettings.limits(values),
        values.duration("gate.max-refusal-delay", Duration.ZERO, Duration.ofSeconds(10)),
        values.fieldName("gate.priority.header"),
        FairKey.read(values),
        values.oneOf("gate.priority.trust", "everyone", "proxies").equals("proxies"),
        TrialSettings.from(values, partitions, strategy));
  }

  /** Checks what matters only if this strategy is used. */
  static void check(Strategy strategy, Values values) {
    if (strategy instanceof Adaptive adaptive && !adaptive.beginsWithinBounds()) {
      throw values.bad(
          "gate.permits",
          "must be within what adaptive may choose from, "
              + adaptive.fewestPermits()
              + " to "
              + adaptive.mostPermits());
    }
    if (strategy instanceof PriorityShedding priority
        && Stream.of(Priority.values()).anyMatch(priority::starves)) {
      throw values.bad(
          "gate.priority.lendable",
          "must be more than 0, since the shares keep all permits, and a class without a share"
              + " would never get one");
    }
  }
}
