package dev.weir.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file that settings are read from.
 *
 * @param name its path
 * @param given how it was named, for complaints
 */
record ConfigPath(String name, String given) {

  private static final String FLAG = "--config=";
  private static final String VARIABLE = "WEIR_CONFIG";

  static boolean isFlag(String arg) {
    return arg.startsWith(FLAG);
  }

  /** Returns the files of the command line, or else the one of the environment, if there is any. */
  static List<ConfigPath> all(List<String> args, Map<String, String> environment) {
    List<ConfigPath> flags =
        args.stream()
            .filter(ConfigPath::isFlag)
            .map(flag -> new ConfigPath(flag.substring(FLAG.length()), flag))
            .toList();
    String name = environment.getOrDefault(VARIABLE, "");
    return flags.isEmpty() && !name.isEmpty()
        ? List.of(new ConfigPath(name, VARIABLE + "=" + name))
        : flags;
  }

  /**
   * Returns the path.
   *
   * @throws SettingsException if it can't be one
   */
  Path path() {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw unreadable();
    }
  }

  /** Returns the complaint about a file that can't be read. */
  SettingsException unreadable() {
    return new SettingsException(
        given + ": there is no such file that can be read; check the path");
  }
}
