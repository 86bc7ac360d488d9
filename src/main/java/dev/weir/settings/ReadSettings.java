package dev.weir.settings;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The settings, and what a user should know of them.
 *
 * @param settings the settings, checked
 * @param withoutEffect a sentence about each value that was given and changes nothing
 * @param warnings a sentence about each value that does not do all that it seems to
 * @param given the values of all keys, as they are written
 */
public record ReadSettings(
    Settings settings, List<String> withoutEffect, List<String> warnings, GivenValues given) {

  /** Returns all these sentences. */
  public List<String> notes() {
    return Stream.concat(withoutEffect.stream(), warnings.stream()).toList();
  }

  /**
   * Reads the settings.
   *
   * @param args the command line, without {@code --help} and {@code --version}
   * @param environment the environment's variables
   * @param properties the system's properties
   * @throws SettingsException if a key is unknown or a value out of its range
   */
  public static ReadSettings from(
      List<String> args, Map<String, String> environment, Properties properties) {
    return from(Layers.read(args, environment, properties));
  }

  /**
   * Returns the same settings with other values of some keys, which are stronger than those of all
   * other places; no file is read again.
   *
   * @param values the values by their keys, those of gates that have a name too
   * @param where the place where they are given, for complaints
   * @throws SettingsException if a key is unknown or a value out of its range
   */
  public ReadSettings below(Map<String, String> values, String where) {
    return from(given.layers().below(values, where));
  }

  private static ReadSettings from(Layers layers) {
    Values values = new Values(layers);
    Settings settings = Settings.from(values);
    return new ReadSettings(
        settings,
        WithoutEffect.of(settings, values),
        ClusterRules.warnings(settings, values),
        GivenValues.of(layers));
  }
}
