package dev.weir;

import dev.weir.metrics.MetricsEndpoint;
import dev.weir.metrics.WeirMetrics;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.health.HealthObserverConfig;
import java.util.List;
import java.util.function.Consumer;

/** The paths {@code /health} and {@code /metrics}, as a feature of Helidon's server. */
final class ObservedPaths {

  /** Before user routing, which is at 100: a route for every path must not take these. */
  private static final double WEIGHT = 120;

  private ObservedPaths() {}

  /**
   * Returns the feature.
   *
   * @param sockets the listeners that serve them; empty for the one there always is
   * @param checks adds the checks of {@code /health}
   */
  static ObserveFeature feature(
      List<String> sockets, WeirMetrics metrics, Consumer<HealthObserverConfig.Builder> checks) {
    HealthObserverConfig.Builder health =
        HealthObserver.builder().details(true).useSystemServices(false);
    checks.accept(health);
    return ObserveFeature.builder()
        .weight(WEIGHT)
        .endpoint("/")
        .sockets(sockets)
        .observersDiscoverServices(false)
        .addObserver(new MetricsEndpoint(metrics.registry()))
        .addObserver(health.build())
        .build();
  }
}
