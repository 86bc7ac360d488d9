package dev.weir.backend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.weir.backend.SimulatedBackend.Behaviour;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SimulatedBackendTest {

  private static final BackendRequest REQUEST =
      new BackendRequest("GET", "/endpoint", List.of(), Optional.empty());

  private static SimulatedBackend backend(double contention, long seed) {
    return new SimulatedBackend(
        new Behaviour(Duration.ofMillis(20), Duration.ofMillis(5), 16, contention, seed));
  }

  private static List<Double> latencies(long seed) {
    SimulatedBackend backend = backend(0.05, seed);
    return DoubleStream.generate(backend::drawLatencyNanos).limit(50).boxed().toList();
  }

  /** Calls per latency, for so many callers who call again at once. */
  private static double throughput(SimulatedBackend backend, int concurrent) {
    return concurrent / backend.slowdown(concurrent);
  }

  @Test
  void doesNotSlowDownUpToItsCapacity() {
    assertThat(backend(0.05, 1).slowdown(16), is(1.0));
  }

  @Test
  void collapsesWhenTooMuchIsLetIn() {
    SimulatedBackend backend = backend(0.05, 1);
    double best = throughput(backend, 16);
    assertThat(throughput(backend, 20), closeTo(best, best * 0.02));
    assertThat(throughput(backend, 160), lessThan(best / 2));
    assertThat(throughput(backend, 320), lessThan(throughput(backend, 160)));
  }

  @Test
  void withoutContentionItNeverSlowsDown() {
    assertThat(backend(0, 1).slowdown(10_000), is(1.0));
  }

  @Test
  void theSameSeedGivesTheSameLatencies() {
    assertThat(latencies(7), is(latencies(7)));
    assertThat(latencies(7), is(not(latencies(8))));
  }

  @Test
  void theLatencyStaysWithinTheJitter() {
    latencies(1).forEach(nanos -> assertThat(nanos / 1e6, closeTo(20, 5)));
    assertThat(latencies(1).stream().distinct().count(), greaterThan(40L));
  }

  @Test
  void answersWithWhatTheCallTook() throws Exception {
    var quick = new SimulatedBackend(new Behaviour(Duration.ZERO, Duration.ZERO, 1, 0, 1));
    try (BackendResponse response = quick.call(REQUEST)) {
      assertThat(response.status(), is(200));
      String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
          body, is("{\"backend\":\"simulated\",\"call\":1,\"concurrent\":1,\"tookMs\":0.0}"));
    }
  }
}
