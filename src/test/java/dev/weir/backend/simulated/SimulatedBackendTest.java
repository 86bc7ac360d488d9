package dev.weir.backend.simulated;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import dev.weir.backend.BackendResponse;
import dev.weir.backend.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedBackendTest {

  private static Pace pace(double contention) {
    return new Pace(Duration.ofMillis(20), 16, contention, 0);
  }

  private static Latencies jittery(long seed, double slowShare, double slowFactor) {
    return new Latencies(
        new SimulatedConfig(
            pace(0.05), Duration.ofMillis(5), slowShare, slowFactor, Schedule.NONE, seed));
  }

  private static List<Double> latencies(long seed, double slowShare, double slowFactor) {
    Latencies latencies = jittery(seed, slowShare, slowFactor);
    return DoubleStream.generate(() -> latencies.draw(pace(0.05))).limit(50).boxed().toList();
  }

  private static List<Double> latencies(long seed) {
    return latencies(seed, 0, 1);
  }

  /** Calls per latency, for so many callers who call again at once. */
  private static double throughput(int concurrent) {
    return concurrent / pace(0.05).slowdown(concurrent);
  }

  @Test
  void doesNotSlowDownUpToItsCapacity() {
    assertThat(pace(0.05).slowdown(16), is(1.0));
  }

  @Test
  void collapsesWhenTooMuchIsLetIn() {
    double best = throughput(16);
    assertThat(throughput(20), closeTo(best, best * 0.02));
    assertThat(throughput(160), lessThan(best / 2));
    assertThat(throughput(320), lessThan(throughput(160)));
  }

  @Test
  void withoutContentionItNeverSlowsDown() {
    assertThat(pace(0).slowdown(10_000), is(1.0));
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
  void aShareOfTheCallsIsSlowAndNoOther() {
    List<Double> some = latencies(1, 0.2, 100);
    List<Double> none = latencies(1);
    long slow = some.stream().filter(nanos -> nanos > 1e9).count();
    assertThat(slow, is(both(greaterThan(3L)).and(lessThan(20L))));
    for (int call = 0; call < none.size(); call++) {
      double usual = none.get(call);
      assertThat(some.get(call), is(oneOf(usual, 100 * usual)));
    }
  }

  private static Pace failing(double errorShare) {
    return new Pace(Duration.ofDays(1), 1, 0, errorShare);
  }

  @Test
  void theSameSeedFailsTheSameShareOfTheCalls() {
    assertThat(failures(7), is(failures(7)));
    assertThat(failures(7), is(not(failures(8))));
    assertThat(failures(7).size(), is(both(greaterThan(60)).and(lessThan(140))));
  }

  /** Which of a thousand calls fail. */
  private static List<Integer> failures(long seed) {
    Latencies latencies = jittery(seed, 0, 1);
    return IntStream.range(0, 1000).filter(call -> latencies.fails(failing(0.1))).boxed().toList();
  }

  @Test
  void whetherCallsFailDoesNotChangeWhatTheOthersTake() {
    Latencies latencies = jittery(1, 0, 1);
    List<Double> took = new ArrayList<>();
    for (int call = 0; call < 50; call++) {
      took.add(latencies.draw(pace(0.05)));
      latencies.fails(failing(0.5));
    }
    assertThat(took, is(latencies(1)));
  }

  @Test
  void anErrorComesAtOnceHoweverLongACallTakes() throws Exception {
    SimulatedBackend backend = steady(failing(1), Schedule.NONE);
    try (BackendResponse response = backend.call(Requests.GET)) {
      assertThat(response.status(), is(500));
      assertThat(body(response), is(json("0.0")));
    }
  }

  private static SimulatedBackend steady(Pace pace, Schedule schedule) {
    return new SimulatedBackend(new SimulatedConfig(pace, Duration.ZERO, 0, 1, schedule, 1));
  }

  private static String firstBody(Pace pace, Schedule schedule) throws Exception {
    SimulatedBackend backend = steady(pace, schedule);
    try (BackendResponse response = backend.call(Requests.GET)) {
      assertThat(response.status(), is(200));
      return body(response);
    }
  }

  private static String body(BackendResponse response) throws IOException {
    return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String json(String tookMillis) {
    return "{\"backend\":\"simulated\",\"call\":1,\"concurrent\":1,\"tookMs\":" + tookMillis + "}";
  }

  @Test
  void respondsWithWhatTheCallTook() throws Exception {
    Pace quick = new Pace(Duration.ZERO, 1, 0, 0);
    assertThat(firstBody(quick, Schedule.NONE), is(json("0.0")));
  }

  @Test
  void aCallThatComesWhileItHangsBeginsAfterwards() throws Exception {
    Pace quick = new Pace(Duration.ZERO, 1, 0, 0);
    Pace slower = new Pace(Duration.ofMillis(2), 1, 0, 0);
    Schedule schedule =
        new Schedule(
            List.of(
                new Schedule.Phase(Duration.ZERO, true, quick),
                new Schedule.Phase(Duration.ofMillis(5), false, slower)));
    assertThat(firstBody(quick, schedule), is(json("7.0")));
  }

  @Test
  void aCallInsideGoesOnAfterTheHang() throws Exception {
    Pace usual = new Pace(Duration.ofMillis(4), 1, 0, 0);
    Schedule schedule =
        new Schedule(
            List.of(
                new Schedule.Phase(Duration.ofMillis(1), true, usual),
                new Schedule.Phase(Duration.ofMillis(6), false, usual)));
    assertThat(firstBody(usual, schedule), is(json("9.0")));
  }
}
