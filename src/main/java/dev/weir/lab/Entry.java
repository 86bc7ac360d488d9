package dev.weir.lab;

import dev.weir.settings.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/**
 * An entry of the file of scenarios, or of a list inside it.
 *
 * @param values words, numbers, and lists of them or of entries, by their keys
 */
record Entry(Map<?, ?> values) {

  boolean has(String key) {
    return values.containsKey(key);
  }

  boolean isTrue(String key) {
    return Boolean.TRUE.equals(values.get(key));
  }

  private Optional<Object> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  String text(String key, String usual) {
    return value(key).map(String::valueOf).orElse(usual);
  }

  /** Returns a number, which may be written as a fraction. */
  double number(String key, double usual) {
    return value(key).map(number -> number(String.valueOf(number))).orElse(usual);
  }

  Duration duration(String key, Duration usual) {
    return value(key)
        .map(text -> Durations.parse(String.valueOf(text)).orElseThrow())
        .orElse(usual);
  }

  /** Returns the texts of a list; one alone may stand without brackets. */
  List<String> texts(String key) {
    return list(key).stream().map(String::valueOf).toList();
  }

  /** Returns the entries of a list; one that is empty if there is no such list. */
  List<Entry> entries(String key) {
    return has(key) ? list(key).stream().map(Entry::of).toList() : List.of(new Entry(Map.of()));
  }

  /** Returns what stands under a key, and the key, as a file of their own. */
  String yaml(String key) {
    return value(key).map(value -> new Yaml().dump(Map.of(key, value))).orElse("");
  }

  private List<?> list(String key) {
    Object value = value(key).orElse(List.of());
    return value instanceof List<?> list ? list : List.of(value);
  }

  static Entry of(Object map) {
    return new Entry((Map<?, ?>) map);
  }

  /** Returns the number that this is, such as {@code 0.5} or {@code 1/2}. */
  static double number(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Double.parseDouble(text)
        : Double.parseDouble(text.substring(0, slash))
            / Double.parseDouble(text.substring(slash + 1));
  }
}
