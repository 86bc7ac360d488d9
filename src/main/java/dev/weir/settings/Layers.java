package dev.weir.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was set where. A value that is given in several places is taken from the strongest: the
 * command line, then the environment, then system properties, then the file, then the default.
 */
final class Layers {

  /** How keys begin; other variables and properties belong to other programs. */
  private static final List<String> PARTS =
      List.of(
          "server.",
          "admin.",
          "log.",
          "trace.",
          "gate.",
          "backend.",
          "cluster.",
          "routes",
          "gates");

  /** Variables that Kubernetes sets for another service, such as one that is named weir-admin. */
  private static final Pattern OF_A_SERVICE = Pattern.compile(".*_(SERVICE|TCP|UDP|SCTP)(_.*)?");

  /** The value of the one of these variables that is spelled like a key of Weir's. */
  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private final KnownKeys keys = KnownKeys.load();
  private final Map<String, Given> strongest = new HashMap<>();
  private final Map<String, Given> ofFiles = new HashMap<>();
  private final SequencedMap<Item, String> items = new LinkedHashMap<>();

  private Layers() {}

  private Layers(Layers same) {
    strongest.putAll(same.strongest);
    ofFiles.putAll(same.ofFiles);
    items.putAll(same.items);
  }

  /**
   * Reads all layers.
   *
   * @throws SettingsException if a key is unknown or the file can't be read
   */
  static Layers read(List<String> args, Map<String, String> environment, Properties properties) {
    Layers layers = new Layers();
    ConfigPath.all(args, environment).forEach(layers::file);
    layers.ofFiles.putAll(layers.strongest);
    layers.properties(properties);
    layers.environment(environment);
    args.stream().filter(arg -> !ConfigPath.isFlag(arg)).forEach(layers::flag);
    return layers;
  }

  /**
   * Returns the same layers below another, which is stronger than all of them.
   *
   * @param values the values of that layer by their keys, those of named gates too
   * @param where the name of that layer, for complaints
   * @throws SettingsException if a key is unknown
   */
  Layers below(Map<String, String> values, String where) {
    Layers layers = new Layers(this);
    values.forEach(
        (path, value) -> {
          Optional<Item> item = Item.of(path).filter(items::containsKey);
          if (item.isPresent()) {
            keys.check(item.get(), path, where);
            layers.strongest.put(path, new Given(value.strip(), where));
          } else {
            layers.put(path, value, where);
          }
        });
    return layers;
  }

  /** Returns the keys that there are. */
  KnownKeys keys() {
    return keys;
  }

  /** Returns the strongest value of a key. */
  Given given(String path) {
    Given usual = keys.defaultOf(path);
    return strongest.getOrDefault(path, usual);
  }

  /** Returns the strongest value of a key and where it was given, in words. */
  String said(String path) {
    return said(path, given(path));
  }

  /**
   * Returns a value and where it was given, such as {@code gate.permits=8 (in weir.yaml, line 2)}.
   */
  static String said(String path, Given given) {
    String value = KnownKeys.isSecret(path) ? "(not shown)" : given.value();
    return path + "=" + value + " (" + given.where() + ")";
  }

  /** Returns the values that the files have, in force or not, by their keys. */
  Map<String, Given> ofFiles() {
    return Collections.unmodifiableMap(ofFiles);
  }

  /** Returns whether a key is set anywhere but among the defaults. */
  boolean isGiven(String path) {
    return strongest.containsKey(path);
  }

  /** Returns the items of the file, in its order, and where each was given. */
  SequencedMap<Item, String> items() {
    return Collections.unmodifiableSequencedMap(items);
  }

  private void file(ConfigPath file) {
    try (Reader yaml = Files.newBufferedReader(file.path())) {
      List<YamlFile.Entry> entries = YamlFile.read(yaml, file.name(), KnownKeys::isList);
      if (hasRoutes(items.keySet().stream())
          && hasRoutes(entries.stream().map(YamlFile.Entry::path).flatMap(Layers::item))) {
        throw new SettingsException(
            file.given() + ": another file has routes already; keep one list");
      }
      for (YamlFile.Entry entry : entries) {
        put(entry, "in " + file.name() + ", line " + entry.line());
      }
    } catch (IOException e) {
      throw file.unreadable();
    }
  }

  private static Stream<Item> item(String path) {
    return Item.of(path).stream();
  }

  private static boolean hasRoutes(Stream<Item> items) {
    return items.anyMatch(item -> item.kind().equals(Item.ROUTE));
  }

  private void put(YamlFile.Entry entry, String where) {
    String path = entry.path();
    Optional<Item> item = Item.of(path);
    item.ifPresent(one -> items.putIfAbsent(one, where));
    if (entry.value().isEmpty() && keys.isPart(path)) {
      return;
    }
    if (item.isPresent()) {
      keys.check(item.get(), path, where);
      strongest.put(path, new Given(entry.value().strip(), where));
    } else if (KnownKeys.isInFileOnly(path)) {
      throw new SettingsException(
          "%s (%s): each of routes begins with - name: NAME, and each of gates with NAME:"
              .formatted(path, where));
    } else {
      put(path, entry.value(), where);
    }
  }

  private void properties(Properties properties) {
    for (String name : properties.stringPropertyNames()) {
      if (belongsToWeir(name, UnaryOperator.identity())) {
        put(name, properties.getProperty(name), "from -D" + name);
      }
    }
  }

  private void environment(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (belongsToWeir(name, KnownKeys::variable) && !isServiceLink(name, value)) {
            String where = "from the environment, " + name;
            put(keys.pathOf(name, KnownKeys::variable, where), value, where);
          }
        });
  }

  private static boolean belongsToWeir(String name, UnaryOperator<String> spelling) {
    return PARTS.stream().map(spelling).anyMatch(name::startsWith);
  }

  private static boolean isServiceLink(String name, String value) {
    return OF_A_SERVICE.matcher(name).matches() || ADDRESS.matcher(value).matches();
  }

  private void flag(String arg) {
    int equals = arg.indexOf('=');
    if (!arg.startsWith("--") || equals < 0) {
      throw new SettingsException(
          arg + ": settings are given as --key=value; --help lists the keys");
    }
    put(arg.substring(2, equals), arg.substring(equals + 1), "on the command line");
  }

  private void put(String name, String value, String where) {
    strongest.put(
        keys.pathOf(name, UnaryOperator.identity(), where), new Given(value.strip(), where));
  }
}
