package dev.weir.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;

/**
 * Where settings are read from, again and again: of these only the files change while Weir runs.
 *
 * @param args the command line, without {@code --help} and {@code --version}
 * @param environment the environment's variables
 * @param properties the system's properties
 */
public record SettingsSource(
    List<String> args, Map<String, String> environment, Properties properties) {

  /**
   * Reads the settings.
   *
   * @throws SettingsException if a key is unknown or a value out of its range
   */
  public ReadSettings read() {
    return ReadSettings.from(args, environment, properties);
  }

  /**
   * Returns the change of a file that gives keys these values.
   *
   * @throws SettingsException if there is no file, or it can't be changed so
   */
  public SettingsFileEdit edit(SequencedMap<String, String> values) {
    return SettingsFileEdit.of(files(), values);
  }

  /**
   * Returns the files, whether they are there or not.
   *
   * @throws SettingsException if no file can have such a name
   */
  public List<Path> files() {
    return ConfigPath.all(args, environment).stream().map(ConfigPath::path).toList();
  }
}
