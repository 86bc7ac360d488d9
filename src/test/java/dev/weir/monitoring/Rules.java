package dev.weir.monitoring;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The rules that Prometheus loads. */
final class Rules {

  /**
   * One rule.
   *
   * @param recorded the series it makes, empty for an alert
   * @param alert the alert it raises, empty for a recording rule
   * @param expression what it asks
   * @param labels what an alert is labelled with
   * @param annotations what an alert tells
   */
  record Rule(
      Optional<String> recorded,
      Optional<String> alert,
      String expression,
      Map<?, ?> labels,
      Map<?, ?> annotations) {

    static Rule of(Map<?, ?> yaml) {
      return new Rule(
          Optional.ofNullable((String) yaml.get("record")),
          Optional.ofNullable((String) yaml.get("alert")),
          String.valueOf(yaml.get("expr")),
          map(yaml, "labels"),
          map(yaml, "annotations"));
    }

    private static Map<?, ?> map(Map<?, ?> yaml, String key) {
      return yaml.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    @Override
    public String toString() {
      return recorded.or(() -> alert).orElseThrow();
    }
  }

  private Rules() {}

  static Stream<Rule> all() {
    return Stream.of("recording.yml", "alerts.yml").flatMap(Rules::in);
  }

  static Stream<Rule> alerts() {
    return all().filter(rule -> rule.alert().isPresent());
  }

  private static Stream<Rule> in(String file) {
    try (Reader yaml = Files.newBufferedReader(Path.of("prometheus-rules", file))) {
      Map<String, List<Map<String, ?>>> groups = new Yaml().load(yaml);
      return groups.get("groups").stream()
          .flatMap(group -> ((List<?>) group.get("rules")).stream())
          .map(rule -> Rule.of((Map<?, ?>) rule));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
