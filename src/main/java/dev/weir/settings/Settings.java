package dev.weir.settings;

import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;

/**
 * All settings, checked.
 *
 * @param server how clients reach Weir
 * @param admin the address of Weir's own paths
 * @param log what is logged
 * @param trace what is traced
 * @param gates how each gate decides, by its name: first {@link Route#DEFAULT_NAME}, then the
 *     others in the order of the file
 * @param routes which requests meet which gate, and as what
 * @param backend what is protected
 * @param cluster how the gates share their limits with other replicas; empty for a Weir by itself
 */
public record Settings(
    ServerSettings server,
    AdminSettings admin,
    LogSettings log,
    TraceSettings trace,
    SequencedMap<String, GateSettings> gates,
    Routes routes,
    BackendSettings backend,
    Optional<ClusterSettings> cluster) {

  /** Keeps a copy of the gates. */
  public Settings {
    gates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(gates));
  }

  /** Returns how the gate decides that requests without a route meet. */
  public GateSettings gate() {
    return gates.firstEntry().getValue();
  }

  /** Returns the names of the gates that share their limits with other replicas. */
  public List<String> sharedGates() {
    return cluster.isEmpty()
        ? List.of()
        : gates.entrySet().stream()
            .filter(gate -> gate.getValue().shared().isPresent())
            .map(Map.Entry::getKey)
            .toList();
  }

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
    RouteList routes = RouteList.from(values);
    SequencedMap<String, GateSettings> gates = GateList.from(values, routes);
    return new Settings(
        server,
        AdminSettings.from(values, server),
        LogSettings.from(values),
        TraceSettings.from(values),
        gates,
        routes.within(gates, values),
        BackendSettings.from(values),
        ClusterSettings.from(values, gates));
  }
}
