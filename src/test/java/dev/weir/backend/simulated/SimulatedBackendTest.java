package dev.weir.backend.simulated;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.simulated.SimulatedBackend.Behaviour;
import dev.weir.backend.simulated.SimulatedBackend.SlowTail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedBackendTest {

  private static final BackendRequest REQUEST =
      new BackendRequest(
          "GET",
          "/endpoint",
          List.of(),
          Optional.empty(),
          OptionalLong.empty(),
          BackendRequest.Interim.NONE);

  private static Behaviour behaviour(double contention) {
    return new Behaviour(Duration.ofMillis(20), Duration.ofMillis(5), 16, contention, 0, 1);
  }

  private static List<Double> latencies(long seed, SlowTail tail) {
    Latencies latencies = new Latencies(seed, tail);
    return DoubleStream.generate(() -> latencies.draw(behaviour(0.05))).limit(50).boxed().toList();
  }

  private static List<Double> latencies(long seed) {
    return latencies(seed, SlowTail.NONE);
  }

  /** Calls per latency, for so many callers who call again at once. */
  private static double throughput(int concurrent) {
    return concurrent / behaviour(0.05).slowdown(concurrent);
  }

  @Test
  void doesNotSlowDownUpToItsCapacity() {
    assertThat(behaviour(0.05).slowdown(16), is(1.0));
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
    assertThat(behaviour(0).slowdown(10_000), is(1.0));
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
  void aShareOfTheCallsIsSlowAndTheOthersAreAsTheyWere() {
    List<Double> some = latencies(1, new SlowTail(0.2, 100));
    List<Double> none = latencies(1);
    long slow = some.stream().filter(nanos -> nanos > 1e9).count();
    assertThat(slow, is(both(greaterThan(3L)).and(lessThan(20L))));
    for (int call = 0; call < none.size(); call++) {
      double usual = none.get(call);
      assertThat(some.get(call), is(oneOf(usual, 100 * usual)));
    }
  }

  private static Behaviour failing(double errorShare) {
    return new Behaviour(Duration.ofDays(1), Duration.ZERO, 1, 0, errorShare, 1);
  }

  @Test
  void aShareOfTheCallsFailsAndTheSameSeedGivesTheSameOnes() {
    assertThat(failures(7), is(failures(7)));
    assertThat(failures(7), is(not(failures(8))));
    assertThat(failures(7).size(), is(both(greaterThan(60)).and(lessThan(140))));
  }

  /** Which of a thousand calls fail. */
  private static List<Integer> failures(long seed) {
    Latencies latencies = new Latencies(seed, SlowTail.NONE);
    return IntStream.range(0, 1000).filter(call -> latencies.fails(failing(0.1))).boxed().toList();
  }

  @Test
  void whetherCallsFailDoesNotChangeWhatTheOthersTake() {
    Latencies latencies = new Latencies(1, SlowTail.NONE);
    List<Double> took = new ArrayList<>();
    for (int call = 0; call < 50; call++) {
      took.add(latencies.draw(behaviour(0.05)));
      latencies.fails(failing(0.5));
    }
    assertThat(took, is(latencies(1)));
  }

  @Test
  void anErrorComesAtOnceHoweverLongACallTakes() throws Exception {
    SimulatedBackend backend = new SimulatedBackend(failing(1));
    try (BackendResponse response = backend.call(REQUEST)) {
      assertThat(response.status(), is(500));
      assertThat(body(response), is(answer("0.0")));
    }
  }

  private static String firstAnswer(Behaviour behaviour, Schedule schedule) throws Exception {
    SimulatedBackend backend = new SimulatedBackend(behaviour, SlowTail.NONE, schedule);
    try (BackendResponse response = backend.call(REQUEST)) {
      assertThat(response.status(), is(200));
      return body(response);
    }
  }

  private static String body(BackendResponse response) throws IOException {
    return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String answer(String tookMillis) {
    return "{\"backend\":\"simulated\",\"call\":1,\"concurrent\":1,\"tookMs\":" + tookMillis + "}";
  }

  @Test
  void answersWithWhatTheCallTook() throws Exception {
    Behaviour quick = new Behaviour(Duration.ZERO, Duration.ZERO, 1, 0, 0, 1);
    assertThat(firstAnswer(quick, Schedule.NONE), is(answer("0.0")));
  }

  @Test
  void aCallThatComesWhileItHangsBeginsAfterwards() throws Exception {
    Behaviour quick = new Behaviour(Duration.ZERO, Duration.ZERO, 1, 0, 0, 1);
    Behaviour slower = new Behaviour(Duration.ofMillis(2), Duration.ZERO, 1, 0, 0, 1);
    Schedule schedule =
        new Schedule(
            List.of(
                new Schedule.Phase(Duration.ZERO, true, quick),
                new Schedule.Phase(Duration.ofMillis(5), false, slower)));
    assertThat(firstAnswer(quick, schedule), is(answer("7.0")));
  }

  @Test
  void aCallThatIsUnderWayWhenItHangsTakesUpWhatWasLeft() throws Exception {
    Behaviour usual = new Behaviour(Duration.ofMillis(4), Duration.ZERO, 1, 0, 0, 1);
    Schedule schedule =
        new Schedule(
            List.of(
                new Schedule.Phase(Duration.ofMillis(1), true, usual),
                new Schedule.Phase(Duration.ofMillis(6), false, usual)));
    assertThat(firstAnswer(usual, schedule), is(answer("9.0")));
  }
}
