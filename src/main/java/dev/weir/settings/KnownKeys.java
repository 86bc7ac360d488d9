package dev.weir.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The keys that there are. application.yaml has each of them once: its path, its default and, in a
 * comment, what it is for. Its type and range are said where it is read.
 */
final class KnownKeys {

  private static final String FILE = "application.yaml";

  /** Values that must never be printed. */
  private static final Set<String> SECRET = Set.of("backend.jdbc.url", "backend.jdbc.password");

  private final Map<String, YamlFile.Entry> defaults = new LinkedHashMap<>();
  private final List<String> lines;

  private KnownKeys(String yaml) {
    lines = yaml.lines().toList();
    YamlFile.read(new StringReader(yaml), FILE).forEach(entry -> defaults.put(entry.path(), entry));
  }

  static KnownKeys load() {
    try (InputStream yaml = KnownKeys.class.getResourceAsStream("/" + FILE)) {
      if (yaml == null) {
        throw new IllegalStateException(FILE + " is missing from the class path");
      }
      return new KnownKeys(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " can't be read", e);
    }
  }

  /** Returns all paths, in the order of the file. */
  Collection<String> paths() {
    return defaults.keySet();
  }

  /**
   * Returns the default of a key that the code reads.
   *
   * @throws IllegalStateException if the file does not have that key
   */
  Given defaultOf(String path) {
    YamlFile.Entry entry = defaults.get(path);
    if (entry == null) {
      throw new IllegalStateException(path + " is missing from " + FILE);
    }
    return new Given(entry.value().strip(), "in " + FILE + ", line " + entry.line());
  }

  /** Returns what a key is for, in a few words. */
  String help(String path) {
    YamlFile.Entry entry = defaults.get(path);
    return entry == null ? "" : lines.get(entry.line() - 1).split(" # ", 2)[1];
  }

  /** Returns whether a value of a key must never be printed. */
  static boolean isSecret(String path) {
    return SECRET.contains(path);
  }

  /** Returns the name of a key's environment variable. */
  static String variable(String path) {
    return "WEIR_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * Returns the path of a key that was given.
   *
   * @param name how it was spelled
   * @param spelling spells a path in the same way
   * @param where where it was given
   * @throws SettingsException if there is no such key, with the one that takes the fewest edits
   */
  String pathOf(String name, UnaryOperator<String> spelling, String where) {
    Optional<String> path =
        paths().stream().filter(known -> spelling.apply(known).equals(name)).findFirst();
    return path.orElseThrow(
        () ->
            new SettingsException(
                "%s (%s): there is no such key; the nearest is %s"
                    .formatted(name, where, nearestTo(name, spelling))));
  }

  private String nearestTo(String name, UnaryOperator<String> spelling) {
    return paths().stream()
        .map(spelling)
        .min(Comparator.comparingInt(known -> EditDistance.between(known, name)))
        .orElseThrow();
  }
}
