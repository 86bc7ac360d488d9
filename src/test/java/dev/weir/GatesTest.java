package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.cluster.Cluster;
import dev.weir.cluster.ClusterObserver;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.TimedPark;
import dev.weir.metrics.WeirMetrics;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import dev.weir.settings.ClusterSettings;
import dev.weir.settings.GateSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All gates are open, and what they let through together is known. */
class GatesTest {

  private static Settings read(String... flags) {
    return Settings.read(List.of(flags), Map.of(), new Properties());
  }

  /** Returns settings with these gates, of which a route passes by all, or none does. */
  private static Settings settings(Map<String, GateSettings> more, boolean passing) {
    Settings one = read("--gate.permits=3");
    SequencedMap<String, GateSettings> gates = new LinkedHashMap<>(one.gates());
    gates.putAll(more);
    Routes routes = passing ? new Routes(List.of(passing())) : Routes.NONE;
    return new Settings(
        one.server(),
        one.admin(),
        one.log(),
        one.trace(),
        gates,
        routes,
        one.backend(),
        one.cluster());
  }

  private static Routes.Rule passing() {
    Route as = Route.DEFAULT;
    return new Routes.Rule(
        (request, path) -> true,
        new Route(
            "static",
            Optional.empty(),
            as.partition(),
            as.maxWaitNanos(),
            as.priority(),
            as.cost(),
            as.costField(),
            as.timeout()));
  }

  private static Gates open(Settings settings) {
    return new Gates(settings, new WeirMetrics("test"), Optional.empty(), TimedPark.BY_TIMER);
  }

  @Test
  void theBackendMayGetTheCallsOfAllGatesTogether() {
    GateSettings uploads = read("--gate.permits=4").gate();
    try (Gates gates = open(settings(Map.of("uploads", uploads), false))) {
      assertThat(gates.byName().keySet(), contains("default", "uploads"));
      assertThat(gates.mostCalls(), is(7));
      assertThat(gates.connections(), is(7));
    }
  }

  @Test
  void aGateWithoutABoundCountsItsPermitsAsConnections() {
    GateSettings bucket = read("--gate.strategy=token-bucket", "--gate.permits=5").gate();
    try (Gates gates = open(settings(Map.of("bucket", bucket), false))) {
      assertThat(gates.mostCalls(), is(GateLimits.UNBOUNDED));
      assertThat(gates.connections(), is(8));
    }
  }

  @Test
  void whatPassesByAllGatesIsAdmittedWithoutEnd() {
    try (Gates gates = open(settings(Map.of(), true))) {
      assertThat(gates.byName().keySet(), contains("default", "none"));
      assertThat(gates.mostCalls(), is(GateLimits.UNBOUNDED));
      assertThat(gates.connections(), is(3));
      for (int i = 0; i < 1_000; i++) {
        assertThat(
            gates.byName().getOrDefault(Gates.NONE, gates.byDefault()).enter(Arrival.from("a"))
                instanceof Admitted,
            is(true));
      }
    }
  }

  @Test
  void aGateOfAClusterIsSharedForAsLongAsItIsOpen() {
    String peers = "--cluster.peers=dns:127.0.0.1";
    Settings shared = read(peers);
    try (Cluster cluster = cluster(shared);
        Gates gates =
            new Gates(shared, new WeirMetrics("test"), Optional.of(cluster), TimedPark.BY_TIMER)) {
      Settings other = read("--gate.strategy=token-bucket");
      SettingsException e = assertThrows(SettingsException.class, () -> gates.checkUpdate(other));
      assertThat(
          e.getMessage(),
          startsWith("the gate default needs a restart for these settings of token-bucket, since"));
      gates.update(read(peers, "--gate.permits=24"));
      assertThat(gates.mostCalls(), is(24));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--gate.strategy=codel, --gate.strategy=demand --gate.permits=7, 7",
    "--gate.strategy=token-bucket, --gate.permits=8, 8",
    "--gate.strategy=demand, --gate.strategy=leaky-bucket, 2147483647"
  })
  void aGateBecomesOneOfAnyOtherStrategy(String before, String after, int calls) {
    try (Gates gates = open(read(before))) {
      Settings next = read(after.split(" "));
      gates.checkUpdate(next);
      gates.update(next);
      assertThat(gates.mostCalls(), is(calls));
    }
  }

  private static Cluster cluster(Settings settings) {
    ClusterSettings shared = settings.cluster().orElseThrow();
    return new Cluster(
        shared.of("test"),
        shared.store().open(shared.lease()),
        new ClusterObserver() {},
        System::nanoTime);
  }
}
