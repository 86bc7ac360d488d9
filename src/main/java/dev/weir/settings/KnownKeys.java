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
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The keys that there are. application.yaml has each of them once: its path, its default and, in a
 * comment, what it is for. Its type and range are said where it is read.
 */
final class KnownKeys {

  private static final String FILE = "application.yaml";

  /** Values that must never be printed. */
  private static final Set<String> SECRET =
      Set.of("backend.jdbc.url", "backend.jdbc.password", "cluster.url");

  /** Keys with several values, which a file may also have as a list. */
  private static final Set<String> LISTS = Set.of("gate.shadow");

  /** The parts of the file that have items. */
  private static final List<String> IN_FILE_ONLY = List.of("routes", "gates");

  private final Map<String, YamlFile.Entry> defaults = new LinkedHashMap<>();
  private final List<String> lines;

  private KnownKeys(String yaml) {
    lines = yaml.lines().toList();
    YamlFile.read(new StringReader(yaml), FILE)
        .forEach(entry -> defaults.put(Item.known(entry.path()), entry));
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

  /** Returns the paths of all keys that can be given anywhere, in the order of the file. */
  Collection<String> paths() {
    return defaults.keySet().stream().filter(path -> !isInFileOnly(path)).toList();
  }

  /** Returns those that can be given in the file only, as it has them for one of several. */
  Collection<String> pathsInFileOnly() {
    return defaults.keySet().stream().filter(KnownKeys::isInFileOnly).toList();
  }

  /** Returns the paths of an item's keys, as the file has them. */
  Stream<String> pathsOf(Item item) {
    return defaults.keySet().stream()
        .filter(path -> path.startsWith(item.kind() + "."))
        .map(item::spell);
  }

  /** Returns whether a path is that of the parts of the file that have items, or in one of them. */
  static boolean isInFileOnly(String path) {
    return isInFileOnly(path, UnaryOperator.identity());
  }

  private static boolean isInFileOnly(String name, UnaryOperator<String> spelling) {
    return IN_FILE_ONLY.stream().map(spelling).anyMatch(name::startsWith);
  }

  /** Returns whether a path is that of a part which has keys. */
  boolean isPart(String path) {
    String known = Item.known(path);
    return Stream.concat(defaults.keySet().stream(), Stream.of("gates.NAME"))
        .anyMatch(key -> key.startsWith(known + ".") || key.startsWith(known + "["));
  }

  /**
   * Returns the default of a key that the code reads.
   *
   * @throws IllegalStateException if the file does not have that key
   */
  Given defaultOf(String path) {
    YamlFile.Entry entry = defaults.get(Item.known(path));
    if (entry == null) {
      throw new IllegalStateException(path + " is missing from " + FILE);
    }
    return new Given(entry.value().strip(), "in " + FILE + ", line " + entry.line());
  }

  /** Returns what a key is for, in a few words. */
  String help(String path) {
    YamlFile.Entry entry = defaults.get(Item.known(path));
    return entry == null ? "" : lines.get(entry.line() - 1).split(" # ", 2)[1];
  }

  /** Returns whether a value of a key must never be printed. */
  static boolean isSecret(String path) {
    return SECRET.contains(path);
  }

  /** Returns whether a file may have a list of values for a key. */
  static boolean isList(String path) {
    return LISTS.contains(Item.known(path));
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
   * @throws SettingsException if there is no such key, with the one that takes the fewest edits, or
   *     if it can be given in the file only
   */
  String pathOf(String name, UnaryOperator<String> spelling, String where) {
    if (isInFileOnly(name, spelling)) {
      throw new SettingsException(
          "%s (%s): routes and gates can be given in a file only, that of --config=FILE"
              .formatted(name, where));
    }
    return oneOf(paths(), name, spelling, where);
  }

  /**
   * Checks that an item has such a key.
   *
   * @param path the path of the key in the file
   * @throws SettingsException if it has not, with the one that takes the fewest edits
   */
  void check(Item item, String path, String where) {
    oneOf(pathsOf(item).toList(), path, UnaryOperator.identity(), where);
  }

  private static String oneOf(
      Collection<String> paths, String name, UnaryOperator<String> spelling, String where) {
    return paths.stream()
        .filter(path -> spelling.apply(path).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingsException(
                    "%s (%s): there is no such key; the nearest is %s"
                        .formatted(name, where, nearest(paths, name, spelling))));
  }

  private static String nearest(
      Collection<String> paths, String name, UnaryOperator<String> spelling) {
    return paths.stream()
        .map(spelling)
        .min(Comparator.comparingInt(known -> EditDistance.between(known, name)))
        .orElseThrow();
  }
}
