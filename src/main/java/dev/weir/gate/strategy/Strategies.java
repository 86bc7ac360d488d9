package dev.weir.gate.strategy;

import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Makes a gate from the name of its strategy. */
public final class Strategies {

  /** All of them, from the simplest to those that know the most. */
  private enum Strategy {
    NONE,
    BLOCK,
    REJECT,
    WAIT_THEN_SHED,
    WORKER_POOL,
    TOKEN_BUCKET,
    LEAKY_BUCKET,
    DEMAND,
    PRIORITY,
    ADAPTIVE,
    CODEL;

    /** Returns it as settings have it, such as {@code wait-then-shed}. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Strategy of(String label) {
      return Arrays.stream(values())
          .filter(strategy -> strategy.label().equals(label))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("no strategy " + label + "; there is " + names()));
    }
  }

  private Strategies() {}

  /** Returns the names of all strategies, from the simplest to those that know the most. */
  public static List<String> names() {
    return Arrays.stream(Strategy.values()).map(Strategy::label).toList();
  }

  /**
   * Makes a gate with the usual tuning.
   *
   * @see #create(String, Tuning, GateLimits, GateObserver, LongSupplier)
   */
  public static Gate create(
      String strategy, GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    return create(strategy, Tuning.DEFAULT, limits, observer, nanoTime);
  }

  /**
   * Makes a gate.
   *
   * @param strategy one of {@link #names()}
   * @param tuning what it is told beyond the limits
   * @param limits the limits it keeps
   * @param observer hears of every decision
   * @param nanoTime a clock that never goes back, in nanoseconds
   * @throws IllegalArgumentException if there is no such strategy
   */
  public static Gate create(
      String strategy,
      Tuning tuning,
      GateLimits limits,
      GateObserver observer,
      LongSupplier nanoTime) {
    Forecast forecast = new Forecast(tuning.predict());
    return switch (Strategy.of(strategy)) {
      case NONE -> new None(observer, nanoTime);
      case BLOCK -> new Block(limits, observer, nanoTime);
      case REJECT -> new Reject(limits, observer, nanoTime);
      case WAIT_THEN_SHED -> new WaitThenShed(limits, forecast, observer, nanoTime);
      case WORKER_POOL -> new WorkerPool(limits, observer, nanoTime);
      case TOKEN_BUCKET -> new TokenBucketGate(tuning.tokenBucket(), observer, nanoTime);
      case LEAKY_BUCKET -> new LeakyBucketGate(tuning.leakyBucket(), limits, observer, nanoTime);
      case DEMAND -> new DemandGate(limits, observer, nanoTime);
      case PRIORITY -> new PriorityShedding(tuning.shares(), limits, forecast, observer, nanoTime);
      case ADAPTIVE -> new AdaptiveGate(tuning.adaptive(), limits, forecast, observer, nanoTime);
      case CODEL -> new CoDel(tuning.codel(), limits, observer, nanoTime);
    };
  }
}
