package dev.weir.admission.strategy;

import dev.weir.admission.Gate;
import dev.weir.admission.GateLimits;
import dev.weir.admission.GateObserver;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Makes a gate from the name of its strategy. */
public final class Strategies {

  private static final Map<String, Maker> MAKERS = Map.of("wait-then-shed", WaitThenShed::new);

  private Strategies() {}

  /** Returns the names of all strategies, in alphabetical order. */
  public static SortedSet<String> names() {
    return new TreeSet<>(MAKERS.keySet());
  }

  /**
   * Makes a gate.
   *
   * @param strategy one of {@link #names()}
   * @param limits the limits it keeps
   * @param observer hears of every decision
   * @param nanoTime a clock that never goes back, in nanoseconds
   * @throws IllegalArgumentException if there is no such strategy
   */
  public static Gate create(
      String strategy, GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    Maker maker = MAKERS.get(strategy);
    if (maker == null) {
      throw new IllegalArgumentException("no strategy " + strategy + "; there is " + names());
    }
    return maker.make(limits, observer, nanoTime);
  }

  private interface Maker {
    Gate make(GateLimits limits, GateObserver observer, LongSupplier nanoTime);
  }
}
