package dev.weir.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What was set where. A value that is given in several places is taken from the strongest: the
 * command line, then the environment, then system properties, then the file, then the default.
 */
final class Layers {

  /** A value as it was written, and where. */
  record Given(String value, String where) {}

  private static final String CONFIG_FLAG = "--config=";

  /** What begins otherwise, in the environment and among properties, belongs to other programs. */
  private static final List<String> PARTS =
      List.of("server.", "admin.", "log.", "gate.", "backend.");

  private static final List<String> VARIABLE_PARTS =
      List.of("WEIR_SERVER_", "WEIR_ADMIN_", "WEIR_LOG_", "WEIR_GATE_", "WEIR_BACKEND_");

  /** What Kubernetes tells of a service beside Weir, such as one that is named weir-admin. */
  private static final Pattern OF_A_SERVICE = Pattern.compile(".*_(SERVICE|TCP|UDP|SCTP)(_.*)?");

  /** And the one of these variables that looks like a key of Weir's, by its value. */
  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private final Map<Key, Given> defaults = new EnumMap<>(Key.class);
  private final Map<Key, Given> strongest = new EnumMap<>(Key.class);

  private Layers() {}

  /**
   * Reads all layers.
   *
   * @throws SettingsException if a key is unknown or the file can't be read
   */
  static Layers read(List<String> args, Map<String, String> environment, Properties properties) {
    Layers layers = new Layers();
    layers.readDefaults();
    args.stream().filter(arg -> arg.startsWith(CONFIG_FLAG)).forEach(layers::file);
    layers.properties(properties);
    layers.environment(environment);
    args.stream().filter(arg -> !arg.startsWith(CONFIG_FLAG)).forEach(layers::flag);
    return layers;
  }

  /** Returns the strongest value of a key. */
  Given given(Key key) {
    return Optional.ofNullable(strongest.getOrDefault(key, defaults.get(key)))
        .orElseThrow(() -> new IllegalStateException(key.path() + " has no default"));
  }

  /** Returns whether a key is set anywhere but among the defaults. */
  boolean isGiven(Key key) {
    return strongest.containsKey(key);
  }

  private void readDefaults() {
    try (InputStream yaml = Layers.class.getResourceAsStream("/application.yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("application.yaml is missing from the class path");
      }
      yaml(defaults, new InputStreamReader(yaml, StandardCharsets.UTF_8), "application.yaml");
    } catch (IOException e) {
      throw new IllegalStateException("application.yaml can't be read", e);
    }
  }

  private void file(String flag) {
    String name = flag.substring(CONFIG_FLAG.length());
    try (Reader yaml = Files.newBufferedReader(Path.of(name))) {
      yaml(strongest, yaml, name);
    } catch (IOException | InvalidPathException e) {
      throw new SettingsException(
          flag + ": there is no such file that can be read; check the path");
    }
  }

  private static void yaml(Map<Key, Given> layer, Reader yaml, String name) {
    for (YamlFile.Entry entry : YamlFile.read(yaml, name)) {
      String where = "in " + name + ", line " + entry.line();
      put(layer, Key.ofPath(entry.path()), entry.path(), entry.value(), where);
    }
  }

  private void properties(Properties properties) {
    for (String name : properties.stringPropertyNames()) {
      if (PARTS.stream().anyMatch(name::startsWith)) {
        put(strongest, Key.ofPath(name), name, properties.getProperty(name), "from -D" + name);
      }
    }
  }

  private void environment(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (VARIABLE_PARTS.stream().anyMatch(name::startsWith) && !serviceLink(name, value)) {
            put(strongest, Key.ofVariable(name), name, value, "from the environment, " + name);
          }
        });
  }

  private static boolean serviceLink(String name, String value) {
    return OF_A_SERVICE.matcher(name).matches() || ADDRESS.matcher(value).matches();
  }

  private void flag(String arg) {
    int equals = arg.indexOf('=');
    if (!arg.startsWith("--") || equals < 0) {
      throw new SettingsException(
          arg + ": settings are given as --key=value; --help lists the keys");
    }
    String path = arg.substring(2, equals);
    put(strongest, Key.ofPath(path), path, arg.substring(equals + 1), "on the command line");
  }

  private static void put(
      Map<Key, Given> layer, Optional<Key> key, String name, String value, String where) {
    layer.put(key.orElseThrow(() -> unknown(name, where)), new Given(value.strip(), where));
  }

  private static SettingsException unknown(String name, String where) {
    boolean variable = name.startsWith("WEIR_");
    String meant = Key.nearestTo(name, variable ? Key::variable : Key::path);
    return new SettingsException(
        name + " (" + where + "): there is no such key; the nearest is " + meant);
  }
}
