package dev.weir.settings;

import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The settings, and those of them that were given and have no effect.
 *
 * @param settings the settings, checked
 * @param withoutEffect a sentence about each value that was given and changes nothing
 */
public record ReadSettings(Settings settings, List<String> withoutEffect) {

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
    Values values = new Values(Layers.read(args, environment, properties));
    Settings settings = Settings.from(values);
    return new ReadSettings(settings, WithoutEffect.of(settings, values));
  }
}
