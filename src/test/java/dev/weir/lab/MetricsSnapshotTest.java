package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MetricsSnapshotTest {

  private static final String EXPOSITION =
      """
      # HELP in_flight_requests Requests that hold a permit.
      # TYPE in_flight_requests gauge
      in_flight_requests{gate="default"} 2.0
      in_flight_requests{gate="uploads"} 1.0
      queue_depth{gate="default"} 7.0
      queue_depth{gate="uploads"} 0.0
      weir_permits{gate="default"} 32.0
      weir_permits{gate="uploads"} 8.0
      weir_permits{gate="none"} +Inf
      weir_backend_duration_seconds_bucket{outcome="served",le="+Inf"} 5
      weir_backend_duration_seconds_count{outcome="served"} 5
      weir_backend_duration_seconds_count{outcome="failed"} 1
      weir_backend_duration_seconds_count{outcome="gone"} 2
      jvm_memory_used_bytes{area="heap"} 1.5E7
      jvm_memory_used_bytes{area="nonheap"} 5000000.0
      """;

  @Test
  void readsWhatTheLabWantsToKnow() {
    assertThat(
        MetricsSnapshot.parse(EXPOSITION + "process_resident_memory_bytes 3.0E8\n"),
        is(new MetricsSnapshot(3, 7, OptionalDouble.of(40), 8, 3e8)));
  }

  @Test
  void withoutTheProcessItTakesTheMemoryOfTheJvm() {
    assertThat(MetricsSnapshot.parse(EXPOSITION).memoryBytes(), is(2e7));
  }

  @Test
  void gatesWithoutALimitHaveNoPermits() {
    assertThat(
        MetricsSnapshot.parse("weir_permits{gate=\"default\"} +Inf\n").permits(),
        is(OptionalDouble.empty()));
    assertThat(
        MetricsSnapshot.parse("weir_permits{gate=\"default\"} NaN\n").permits(),
        is(OptionalDouble.empty()));
  }

  @Test
  void itIsAtRestWhenNoRequestIsInsideOrWaits() {
    assertThat(MetricsSnapshot.NONE.atRest(), is(true));
    assertThat(MetricsSnapshot.parse("queue_depth{gate=\"default\"} 1.0\n").atRest(), is(false));
    assertThat(
        MetricsSnapshot.parse("in_flight_requests{gate=\"default\"} 1.0\n").atRest(), is(false));
  }
}
