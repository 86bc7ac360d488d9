package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteMetricsTest {

  /** A gate of which one route has two of its own four permits out. */
  private static final class DividedGate implements Gate {

    @Override
    public Admission enter(Arrival arrival) {
      throw new AssertionError("no request comes");
    }

    @Override
    public GateLevels levels() {
      return new GateLevels(new GateLimits(8, 8, Duration.ZERO), 3, 1);
    }

    @Override
    public List<PartitionLevels> partitions() {
      Partition reports = new Partition("reports", 4, GateLimits.UNBOUNDED, 1);
      return List.of(new PartitionLevels(reports, 2, 1));
    }

    @Override
    public void close() {}
  }

  private final WeirMetrics metrics = new WeirMetrics("test");

  private double reports(String family) {
    return new Scrape(metrics.registry()).value(family, "gate", "default", "route", "reports");
  }

  @Test
  void aRouteShowsItsLevelsBesideItsBounds() {
    metrics.routes().show(Map.of("default", new DividedGate()));
    assertThat(reports("weir_route_permits_in_use"), is(2.0));
    assertThat(reports("weir_route_permits"), is(4.0));
    assertThat(reports("weir_route_queue_depth"), is(1.0));
    assertThat(reports("weir_route_waiting_room"), is(Double.POSITIVE_INFINITY));
    assertThat(reports("weir_route_guaranteed_permits"), is(1.0));
  }
}
