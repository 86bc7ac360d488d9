package dev.weir.settings;

import dev.weir.cluster.ClusterConfig;
import dev.weir.cluster.OnLoss;
import dev.weir.routing.Route;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a Weir keeps the limits of its gates together with other replicas.
 *
 * @param name the name of the cluster
 * @param replicas how many replicas there usually are
 * @param lease how long a share is valid without the store
 * @param onLoss what a replica may have without a lease
 * @param store where it gets its leases
 */
public record ClusterSettings(
    String name, int replicas, Duration lease, OnLoss onLoss, StoreSettings store) {

  private static final int MOST_REPLICAS = 10_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /**
   * Returns the same for one replica.
   *
   * @param replica its name, which no other replica has, ever
   */
  public ClusterConfig of(String replica) {
    return new ClusterConfig(name, replica, lease, onLoss, replicas);
  }

  /** Reads the settings; empty if there are no other replicas. */
  static Optional<ClusterSettings> from(Values values, SequencedMap<String, GateSettings> gates) {
    String name = name(values);
    int replicas = values.integer("cluster.replicas", 1, MOST_REPLICAS);
    Duration lease = values.duration("cluster.lease", SHORTEST, LONGEST);
    OnLoss onLoss = values.oneOf("cluster.on-loss", OnLoss.class);
    Optional<StoreSettings> store = StoreSettings.from(values);
    if (store.isPresent() && gates.values().stream().allMatch(gate -> gate.shared().isEmpty())) {
      throw noGate(values, Objects.requireNonNull(gates.get(Route.DEFAULT_NAME)));
    }
    if (store.isPresent()) {
      gates.forEach((gate, its) -> its.checkShared(values.ofGate(gate)));
    }
    return store.map(one -> new ClusterSettings(name, replicas, lease, onLoss, one));
  }

  private static String name(Values values) {
    String name = values.text("cluster.name");
    if (!RouteSettings.NAME.matcher(name).matches()) {
      throw values.bad("cluster.name", "must be a name " + RouteSettings.RULE_OF_NAMES);
    }
    return name;
  }

  private static SettingsException noGate(Values values, GateSettings gate) {
    return values.bad(
        values.isGiven(StoreSettings.URL) ? StoreSettings.URL : StoreSettings.PEERS,
        "there is no gate whose permits replicas can share; gate.strategy is "
            + gate.strategy().name()
            + ", and should be one with a fixed number of permits, such as wait-then-shed");
  }
}
