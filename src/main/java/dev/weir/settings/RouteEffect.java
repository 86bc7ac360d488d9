package dev.weir.settings;

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
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** What a route may ask of its gate, and the keys that ask for it. */
enum RouteEffect {
  PARTITION("permits", "waiting-room", "guaranteed"),
  MAX_WAIT("max-wait"),
  PRIORITY("priority"),
  COST("cost", "response-cost");

  @SuppressWarnings("ImmutableEnumChecker") // A set of these never changes.
  private final Set<String> names;

  RouteEffect(String... names) {
    this.names = Set.of(names);
  }

  /** Returns what a strategy can do. */
  static Set<RouteEffect> of(Strategy strategy) {
    return switch (strategy) {
      case PriorityShedding all -> EnumSet.allOf(RouteEffect.class);
      case WaitThenShed all -> EnumSet.complementOf(EnumSet.of(PRIORITY));
      case WorkerPool all -> EnumSet.complementOf(EnumSet.of(PRIORITY));
      case Adaptive all -> EnumSet.complementOf(EnumSet.of(PRIORITY));
      case Block all -> EnumSet.of(MAX_WAIT, COST);
      case CoDel all -> EnumSet.of(MAX_WAIT, COST);
      case Demand all -> EnumSet.of(MAX_WAIT, COST);
      case Reject all -> EnumSet.of(COST);
      case None all -> Set.of();
      case TokenBucket all -> Set.of();
      case LeakyBucket all -> EnumSet.of(MAX_WAIT);
    };
  }

  /** Returns the keys that ask for what is none of these. */
  static Stream<String> keysOfOthers(Set<RouteEffect> effects) {
    return Stream.of(values())
        .filter(effect -> !effects.contains(effect))
        .flatMap(effect -> effect.names.stream())
        .map(name -> Item.ROUTE + "." + name);
  }
}
