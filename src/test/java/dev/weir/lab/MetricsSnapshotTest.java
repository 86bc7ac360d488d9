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
      in_flight_requests 3.0
      queue_depth 7.0
      weir_permits 40.0
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
  void aStrategyWithoutPermitsHasNone() {
    assertThat(MetricsSnapshot.parse("weir_permits +Inf\n").permits(), is(OptionalDouble.empty()));
    assertThat(MetricsSnapshot.parse("weir_permits NaN\n").permits(), is(OptionalDouble.empty()));
  }

  @Test
  void itIsAtRestWhenNoRequestIsInsideOrWaits() {
    assertThat(MetricsSnapshot.NONE.atRest(), is(true));
    assertThat(MetricsSnapshot.parse("queue_depth 1.0\n").atRest(), is(false));
    assertThat(MetricsSnapshot.parse("in_flight_requests 1.0\n").atRest(), is(false));
  }
}
