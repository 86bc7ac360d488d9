package dev.weir.lab;

import dev.weir.lab.Scenario.Change;
import dev.weir.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The flags of the Weir that is measured. */
final class WeirFlags {

  private static final double CONTENTION = 0.05;

  /** The rest is the reserve of those that keep a rate, and their burst has to fit into it. */
  private static final double RATE_SHARE = 0.9;

  private static final int BURST = 4;

  private WeirFlags() {}

  /**
   * Returns the flags for a strategy in a scenario.
   *
   * @param beginning when the scenario begins, after the first call of the backend
   */
  static List<String> of(String strategy, Scenario scenario, Duration beginning) {
    List<String> flags = new ArrayList<>();
    flags.add("--server.host=127.0.0.1");
    flags.add("--server.port=0");
    flags.add("--server.drain-timeout=0s");
    flags.add("--gate.strategy=" + strategy);
    flags.add("--gate.priority.trust=everyone");
    flags.add("--gate.permits=" + scenario.description().permits());
    flags.add("--gate.waiting-room=" + LabConfig.WAITING_ROOM);
    flags.add("--gate.max-wait=" + Durations.format(LabConfig.MAX_WAIT));
    if (scenario.service().isEmpty()) {
      flags.addAll(simulated(scenario, beginning));
    }
    flags.addAll(rates(strategy));
    flags.addAll(scenario.trouble().flags());
    return flags;
  }

  private static List<String> simulated(Scenario scenario, Duration beginning) {
    return List.of(
        "--backend.type=simulated",
        "--backend.simulated.latency=" + Durations.format(scenario.trouble().latency()),
        "--backend.simulated.capacity=" + LabConfig.PERMITS,
        "--backend.simulated.contention=" + CONTENTION,
        "--backend.simulated.schedule=" + schedule(scenario, beginning));
  }

  /**
   * Strategies that keep a rate do not see the backend, so they need a reserve: at the full rate,
   * the first call that takes longer than usual makes the next ones slower, and nothing ever makes
   * them quicker again.
   */
  private static List<String> rates(String strategy) {
    String rate =
        "--gate." + strategy + ".rate=" + (int) (RATE_SHARE * LabConfig.CAPACITY_PER_SECOND);
    return switch (strategy) {
      case "token-bucket" -> List.of(rate, "--gate.token-bucket.burst=" + BURST);
      case "leaky-bucket" -> List.of(rate);
      default -> List.of();
    };
  }

  private static String schedule(Scenario scenario, Duration beginning) {
    return scenario.trouble().changes().stream()
        .map(change -> entry(change, beginning))
        .collect(Collectors.joining("; "));
  }

  private static String entry(Change change, Duration beginning) {
    return Durations.format(beginning.plusNanos(change.moment())) + " " + change.what();
  }
}
