package dev.weir.settings;

import dev.weir.gate.strategy.Adaptive;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which keys of the cluster have no effect, and what of the gates its replicas can't share. */
final class ClusterRules {

  private static final Set<String> OF_SERVERS =
      Set.of("cluster.user", "cluster.password-file", "cluster.tls.ca");

  private ClusterRules() {}

  static Stream<Rule> of(Optional<ClusterSettings> cluster, Collection<String> keys) {
    return cluster
        .map(some -> of(some.store()))
        .orElseGet(
            () ->
                keys.stream()
                    .filter(key -> key.startsWith("cluster."))
                    .map(key -> new Rule(key, true, "cluster.url and cluster.peers are empty")));
  }

  private static Stream<Rule> of(StoreSettings store) {
    return switch (store) {
      case StoreSettings.Server server ->
          Stream.of(
              new Rule(
                  "cluster.tls.ca", !server.url().tls(), "cluster.url is without TLS (rediss)"),
              new Rule(
                  "cluster.user",
                  server.passwordFile().isEmpty(),
                  "cluster.password-file is empty"));
      case StoreSettings.Peers peers ->
          OF_SERVERS.stream().map(key -> new Rule(key, true, "cluster.url is empty"));
    };
  }

  /** Returns a sentence about each gate that replicas can't share, or hardly. */
  static List<String> warnings(Settings settings, Values values) {
    return settings
        .cluster()
        .map(
            cluster ->
                settings.gates().entrySet().stream()
                    .flatMap(
                        gate ->
                            warning(cluster, gate.getValue(), values.ofGate(gate.getKey()))
                                .stream())
                    .map(SettingsException::oneLine)
                    .toList())
        .orElse(List.of());
  }

  private static Optional<String> warning(
      ClusterSettings cluster, GateSettings gate, Values values) {
    if (gate.shared().isEmpty()) {
      return Optional.of(
          values.said("gate.strategy")
              + ": replicas do not share the limit of this gate, since "
              + (gate.strategy() instanceof Adaptive
                  ? "each finds its own number of permits"
                  : "it has no fixed number of permits")
              + "; the backend may get as much from each");
    }
    if (gate.limits().permits() < cluster.replicas()) {
      return Optional.of(
          values.said("gate.permits")
              + " is less than cluster.replicas, "
              + cluster.replicas()
              + ": some replicas will have no permit; one Weir would do");
    }
    return Optional.empty();
  }
}
