package dev.weir.settings;

import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * All settings, checked.
 *
 * @param server how clients reach Weir
 * @param admin the address of Weir's own paths
 * @param log what is logged
 * @param gate how the gate decides
 * @param backend what is protected
 */
public record Settings(
    ServerSettings server,
    AdminSettings admin,
    LogSettings log,
    GateSettings gate,
    BackendSettings backend) {

  /**
   * Reads the settings.
   *
   * @param args the command line, without {@code --help} and {@code --version}
   * @param environment the environment's variables
   * @param properties the system's properties
   * @throws SettingsException if a key is unknown or a value out of its range
   */
  public static Settings read(
      List<String> args, Map<String, String> environment, Properties properties) {
    return from(new Values(Layers.read(args, environment, properties)));
  }

  static Settings from(Values values) {
    ServerSettings server = ServerSettings.from(values);
    return new Settings(
        server,
        AdminSettings.from(values, server),
        LogSettings.from(values),
        GateSettings.from(values),
        BackendSettings.from(values));
  }
}
