package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.weir.edge.Outcome;
import dev.weir.gate.ShedReason;
import dev.weir.settings.GateSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every strategy on a socket, and what is its own there. */
class StrategiesIT {

  private static final String PERMITS = "weir_permits";

  static List<String> strategies() {
    return GateSettings.strategies();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void everyStrategyServesAndCounts(String strategy) {
    try (RunningWeir weir = RunningWeir.with("--gate.strategy=" + strategy)) {
      List<CompletableFuture<HttpResponse<String>>> responses =
          List.of(weir.client().getLater("/endpoint"), weir.client().getLater("/endpoint"));
      for (CompletableFuture<HttpResponse<String>> response : responses) {
        assertThat(response.join().statusCode(), is(200));
      }
      weir.client().assertConserved();
      assertThat(weir.client().ended(Outcome.SERVED), is(2L));
    }
  }

  @Test
  void aLimitWithoutABoundIsInfinite() {
    try (RunningWeir weir = RunningWeir.with("--gate.strategy=block")) {
      assertThat(
          weir.client().metrics().lines().toList(),
          hasItems(
              "weir_permits{gate=\"default\"} 16.0",
              "weir_waiting_room{gate=\"default\"} +Inf",
              "weir_max_wait_seconds{gate=\"default\"} +Inf"));
    }
  }

  @Test
  void aHigherClassTakesThePlaceOfALowerOne() throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir =
            RunningWeir.with(
                "--backend.type=http",
                "--backend.http.url=" + upstream.url(),
                "--gate.strategy=priority",
                "--gate.priority.header=X-Class",
                "--gate.priority.trust=everyone",
                "--gate.permits=1",
                "--gate.waiting-room=1",
                "--gate.max-wait=10m")) {
      CompletableFuture<Void> mayRespond = new CompletableFuture<>();
      upstream.does(
          connection -> {
            while (true) {
              HttpText.read(connection);
              mayRespond.join();
              StubUpstream.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
          });
      var inside = weir.client().getLater("/a");
      Eventually.until(() -> weir.weir().gate().levels().inside() == 1);
      var low = weir.client().getLater("/a", "X-Class", "low");
      Eventually.until(() -> weir.weir().gate().levels().waiting() == 1);
      var critical = weir.client().getLater("/a", "Priority", "u=0", "X-Class", "critical");
      assertThat(low.join().statusCode(), is(429));
      mayRespond.complete(null);
      assertThat(inside.join().statusCode(), is(200));
      assertThat(critical.join().statusCode(), is(200));
      Eventually.until(() -> weir.client().dropped(ShedReason.PREEMPTED) == 1);
    }
  }

  @Test
  void aCallerThatWaitsOftenYieldsItsPlaceToAnother() throws IOException {
    String flood = head("GET /endpoint HTTP/1.1", "Host: a", "X-Tenant: flood");
    try (RunningWeir weir =
            RunningWeir.with(
                "--gate.fair-by=header:X-Tenant, address",
                "--gate.priority.trust=everyone",
                "--backend.simulated.latency=1h",
                "--gate.permits=1",
                "--gate.waiting-room=2",
                "--gate.max-wait=1h");
        Socket inside = weir.client().raw(flood);
        Socket first = weir.client().raw(flood);
        Socket second = weir.client().raw(flood)) {
      assertThat(inside.isConnected() && first.isConnected() && second.isConnected(), is(true));
      Eventually.until(() -> weir.weir().gate().levels().waiting() == 2);
      assertThat(
          weir.client().metrics().lines().toList(),
          hasItems(
              "weir_callers_waiting{gate=\"default\"} 1.0",
              "weir_heaviest_caller_permits_ratio{gate=\"default\"} 1.0"));
      assertThat(weir.client().get("/endpoint", "X-Tenant", "flood").statusCode(), is(429));
      try (Socket other = weir.client().raw(flood.replace("flood", "modest"))) {
        Eventually.until(() -> weir.client().dropped(ShedReason.PREEMPTED) == 1);
        assertThat(other.isConnected(), is(true));
      }
    }
  }

  @Test
  void aPriorityFromAnUntrustedClientCountsOnlyIfThatIsSet() throws IOException {
    String low = head("GET /endpoint HTTP/1.1", "Host: a", "X-Priority: low");
    try (RunningWeir weir =
            RunningWeir.with(
                "--gate.strategy=priority",
                "--backend.simulated.latency=1h",
                "--gate.permits=1",
                "--gate.waiting-room=1",
                "--gate.max-wait=1h");
        Socket inside = weir.client().raw(low);
        Socket waiting = weir.client().raw(low)) {
      assertThat(inside.isConnected() && waiting.isConnected(), is(true));
      Eventually.until(() -> weir.weir().gate().levels().waiting() == 1);
      assertThat(weir.client().get("/endpoint", "Priority", "u=0").statusCode(), is(429));
      assertThat(weir.client().get("/endpoint", "X-Priority", "critical").statusCode(), is(429));
      assertThat(weir.weir().gate().levels().waiting(), is(1));
    }
  }

  /** Calls one after the other use too few permits to be slow because of each other. */
  private static RunningWeir adaptive(StubUpstream upstream) {
    return RunningWeir.with(
        "--backend.type=http",
        "--backend.http.url=" + upstream.url(),
        "--gate.strategy=adaptive",
        "--gate.permits=20");
  }

  @Test
  void overloadOfTheBackendBringsAnAdaptiveLimitDown() throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir = adaptive(upstream)) {
      upstream.responds("HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n");
      Eventually.until(
          () -> {
            assertThat(weir.client().get("/a").statusCode(), is(429));
            return weir.client().metric(PERMITS) < 20;
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500})
  void errorsThatDoNotComeOfTheLoadDoNot(int status) throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir = adaptive(upstream)) {
      upstream.responds("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
      long startNanos = System.nanoTime();
      // Long enough for several windows of calls, each of which would have brought it down.
      while (System.nanoTime() - startNanos < 500_000_000) {
        assertThat(weir.client().get("/a").statusCode(), is(status));
      }
      assertThat(weir.client().metric(PERMITS), is(20L));
    }
  }

  @Test
  void aRefusalForTheRateNamesNoLimitOnConcurrentRequests() {
    try (RunningWeir weir =
        RunningWeir.with(
            "--gate.strategy=token-bucket",
            "--gate.token-bucket.rate=0.001",
            "--gate.token-bucket.burst=1")) {
      assertThat(weir.client().get("/endpoint").statusCode(), is(200));
      HttpResponse<String> refusal = weir.client().get("/endpoint");
      assertThat(refusal.statusCode(), is(429));
      assertThat(refusal.headers().firstValue("RateLimit-Policy").orElse(null), nullValue());
      Eventually.until(() -> weir.client().dropped(ShedReason.RATE_EXCEEDED) == 1);
    }
  }
}
