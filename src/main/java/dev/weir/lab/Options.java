package dev.weir.lab;

import dev.weir.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be compared, and how.
 *
 * @param cells what is to be measured, in this order
 * @param timing how long it takes
 * @param folder where the page goes
 */
record Options(List<Cell> cells, Timing timing, Path folder) {

  private static final List<String> QUICK_STRATEGIES =
      List.of("none", "block", "wait-then-shed", "codel");

  private static final List<String> QUICK_SCENARIOS = List.of("ramp", "stall");

  /**
   * Reads the options.
   *
   * @param known the names of all strategies that there are
   * @throws SettingsException if one of them can't be used
   */
  static Options read(List<String> args, List<String> known) {
    Flags flags =
        Flags.read(
            args,
            List.of("--strategies", "--scenarios", "--duration", "--out"),
            List.of("--quick", "--help"));
    List<Cell> cells = cells(flags, known);
    Optional<Duration> duration = flags.duration("--duration", Timing.SHORTEST, Timing.LONGEST);
    Timing timing =
        flags.given("--quick")
            ? Timing.quick(cells.size(), duration).orElseThrow(() -> tooMuch(cells.size()))
            : Timing.thorough(duration);
    return new Options(cells, timing, Path.of(flags.text("--out").orElse("weir-lab")));
  }

  private static List<Cell> cells(Flags flags, List<String> known) {
    boolean quick = flags.given("--quick");
    List<String> usualStrategies = quick ? both(QUICK_STRATEGIES, known) : known;
    List<String> usualScenarios = quick ? QUICK_SCENARIOS : Scenarios.names();
    Optional<List<String>> strategies = flags.names("--strategies", known);
    Optional<List<String>> scenarios = flags.names("--scenarios", Scenarios.names());
    boolean justThese = strategies.isPresent() && scenarios.isPresent();
    List<Cell> cells = new ArrayList<>();
    for (String scenario : scenarios.orElse(usualScenarios)) {
      for (String strategy : strategies.orElse(usualStrategies)) {
        if (justThese || Scenarios.suits(scenario, strategy)) {
          cells.add(new Cell(scenario, strategy));
        }
      }
    }
    return cells;
  }

  private static List<String> both(List<String> some, List<String> others) {
    return some.stream().filter(others::contains).toList();
  }

  private static SettingsException tooMuch(int pairs) {
    return new SettingsException(
        "--quick: "
            + pairs
            + " pairs can't be measured within 90 s, for at least 3 s each; choose fewer with"
            + " --strategies and --scenarios, a shorter --duration, or leave --quick out");
  }
}
