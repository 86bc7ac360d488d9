package dev.weir.lab;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** All scenarios, in the order in which they are run. */
final class Scenarios {

  /** They show what a limit that adapts is worth beside a fixed one; others have no such limit. */
  private static final Set<String> OF_LIMITS =
      Set.of("too-few", "too-many", "bimodal", "outage", "errors", "impatient");

  private static final Set<String> WITH_LIMITS = Set.of("wait-then-shed", "adaptive");

  private Scenarios() {}

  private static List<Scenario> all(Duration duration) {
    OverloadScenarios overload = new OverloadScenarios(duration.toNanos());
    MisleadingScenarios misleading = new MisleadingScenarios(duration.toNanos());
    return List.of(
        overload.ramp(),
        overload.burst(),
        overload.stall(),
        overload.storm(),
        overload.obedient(),
        overload.obey(),
        overload.mixed(),
        overload.drift(),
        overload.slowTail(),
        misleading.trickle(),
        misleading.bimodal(),
        misleading.outage(),
        misleading.errors(),
        misleading.impatient(),
        misleading.tooFew(),
        misleading.tooMany());
  }

  /** Returns the names of all scenarios. */
  static List<String> names() {
    return all(Timing.LONGEST).stream().map(Scenario::name).toList();
  }

  /** Returns whether a strategy is run in a scenario unless both are named on the command line. */
  static boolean suits(String scenario, String strategy) {
    return !OF_LIMITS.contains(scenario) || WITH_LIMITS.contains(strategy);
  }

  /**
   * Returns the scenario of this name.
   *
   * @param duration how long it lasts
   */
  static Scenario of(String name, Duration duration) {
    return all(duration).stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no scenario " + name + "; there are " + names()));
  }
}
