package dev.weir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** All scenarios, in the order in which they are run: those of {@code scenarios.yaml}. */
final class Scenarios {

  private static final List<Entry> ALL = read();
  private static final Set<String> WITH_LIMITS = Set.of("wait-then-shed", "adaptive");

  private Scenarios() {}

  private static List<Entry> read() {
    try (InputStream yaml = Scenarios.class.getResourceAsStream("/lab/scenarios.yaml")) {
      List<?> entries =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(yaml));
      return entries.stream().map(Entry::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Entry scenario) {
    return scenario.text("name", "");
  }

  /** Returns the names of all scenarios. */
  static List<String> names() {
    return ALL.stream().map(Scenarios::name).toList();
  }

  /**
   * Returns whether a strategy is run in a scenario unless both are named on the command line. Some
   * show what a limit that adapts is worth beside a fixed one; other strategies have no such limit.
   */
  static boolean suits(String scenario, String strategy) {
    return WITH_LIMITS.contains(strategy) || !entry(scenario).isTrue("adaptive-only");
  }

  /**
   * Returns the scenario of this name.
   *
   * @param duration how long it lasts
   */
  static Scenario of(String name, Duration duration) {
    return ScenarioReader.read(entry(name), duration);
  }

  private static Entry entry(String name) {
    return ALL.stream()
        .filter(scenario -> name(scenario).equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no scenario " + name + "; there are " + names()));
  }
}
