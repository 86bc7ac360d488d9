package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendResponse;
import dev.weir.edge.Outcome;
import dev.weir.gate.ShedReason;
import dev.weir.settings.Settings;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two permits and a room for two, on a socket. No carrier thread is pinned meanwhile. */
@ServerTest(pinningDetection = true, pinningThreshold = 50)
class GateIT {

  private static final ParkingBackend BACKEND = new ParkingBackend();

  private static final Server WEIR =
      new Server(
          Settings.read(
              List.of(
                  "--server.host=127.0.0.1",
                  "--server.port=0",
                  "--gate.permits=2",
                  "--gate.waiting-room=2",
                  "--gate.max-wait=10m"),
              Map.of(),
              new Properties()),
          BACKEND);

  private final WeirClient client;
  private final List<CompletableFuture<HttpResponse<String>>> parked = new ArrayList<>();

  GateIT(WebServer server) {
    client = new WeirClient(server.port());
  }

  @SetUpServer
  static void setUp(WebServerConfig.Builder server) {
    WEIR.setup(server);
  }

  @BeforeEach
  void theBackendResponds() {
    BACKEND.responds(() -> BackendResponse.json("{\"ok\":true}"));
    BACKEND.hasOutage(Optional.empty());
  }

  @AfterEach
  void everyRequestHasItsResponseAndTheCountsAgree() {
    BACKEND.letGo(parked.size());
    parked.forEach(CompletableFuture::join);
    client.assertConserved();
    client.close();
  }

  private CompletableFuture<HttpResponse<String>> park(String... fields) {
    int before = BACKEND.inside() + WEIR.gate().levels().waiting();
    CompletableFuture<HttpResponse<String>> response = client.getLater("/endpoint", fields);
    Eventually.until(() -> BACKEND.inside() + WEIR.gate().levels().waiting() == before + 1);
    return response;
  }

  private void fillPermits() {
    parked.add(park());
    parked.add(park());
  }

  private void fillRoom() {
    parked.add(park());
    parked.add(park());
  }

  private HttpResponse<String> getOnce() {
    BACKEND.letGo(1);
    return client.get("/endpoint");
  }

  @Test
  void serves() {
    HttpResponse<String> response = getOnce();
    assertThat(response.statusCode(), is(200));
    assertThat(response.body(), is("{\"ok\":true}"));
    assertThat(response.headers().firstValue("content-type").orElseThrow(), is("application/json"));
  }

  @Test
  void aFullRoomRefusesWithEveryField() {
    fillPermits();
    fillRoom();
    HttpResponse<String> response = client.get("/endpoint");
    assertThat(response.statusCode(), is(429));
    int retryAfter = Integer.parseInt(field(response, "retry-after"));
    assertThat(retryAfter, allOf(greaterThanOrEqualTo(1), lessThanOrEqualTo(30)));
    assertThat(field(response, "cache-control"), is("no-store"));
    assertThat(
        field(response, "ratelimit-policy"), is("\"default\";q=2;qu=\"concurrent-requests\""));
    assertThat(field(response, "ratelimit"), is("\"default\";r=0;t=" + retryAfter));
    assertThat(field(response, "content-type"), is("application/problem+json"));
    assertThat(
        response.body(),
        allOf(
            startsWith(
                "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\""),
            containsString("\"title\":\"Too Many Requests\""),
            containsString("\"status\":429"),
            containsString("\"detail\":\"All permits are out and the waiting room is full.\""),
            containsString("\"reason\":\"room_full\""),
            containsString("\"retryAfterMs\":"),
            containsString("\"queueDepth\":2")));
  }

  private static String field(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("(no " + name + ")");
  }

  @Test
  void aRequestWaitsNoLongerThanItsOwnTimeout() {
    fillPermits();
    HttpResponse<String> response = client.get("/endpoint", "X-Request-Timeout", "5ms");
    assertThat(response.statusCode(), is(429));
    assertThat(response.body(), containsString("\"reason\":\"deadline\""));
  }

  @Test
  void theLevelsAreOnMetricsAndHealthWhileRequestsWait() {
    fillPermits();
    fillRoom();
    assertThat(client.metric("in_flight_requests"), is(2L));
    assertThat(client.metric("queue_depth"), is(2L));
    assertThat(client.metric("weir_permits"), is(2L));
    assertThat(client.metric("weir_waiting_room"), is(2L));
    assertThat(client.metric("weir_max_wait_seconds"), is(600L));
    assertThat(client.get("/health/live").body(), containsString("\"waiting\":2"));
  }

  @Test
  void requestsAreServedInTheOrderInWhichTheyCame() {
    fillPermits();
    CompletableFuture<HttpResponse<String>> first = park();
    CompletableFuture<HttpResponse<String>> second = park();
    BACKEND.letGo(1);
    Eventually.until(() -> WEIR.gate().levels().waiting() == 1);
    assertThat(second.isDone(), is(false));
    BACKEND.letGo(3);
    assertThat(first.join().statusCode(), is(200));
    assertThat(second.join().statusCode(), is(200));
    parked.forEach(CompletableFuture::join);
    parked.clear();
  }

  @Test
  void aBackendThatBreaksGives502() {
    assertFailure(Failure.BROKEN, 502, "Bad Gateway");
  }

  @Test
  void aBackendThatCantBeReachedGives502() {
    assertFailure(Failure.UNREACHABLE, 502, "Bad Gateway");
  }

  @Test
  void aBackendThatIsTooSlowGives504() {
    assertFailure(Failure.TIMEOUT, 504, "Gateway Timeout");
  }

  private void assertFailure(Failure failure, int status, String title) {
    BACKEND.responds(
        () -> {
          throw new BackendException(failure, "It was \"so\".", new IOException());
        });
    HttpResponse<String> response = getOnce();
    assertThat(response.statusCode(), is(status));
    assertThat(field(response, "retry-after"), is("1"));
    assertThat(field(response, "cache-control"), is("no-store"));
    assertThat(
        response.body(),
        is(
            ("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,"
                    + "\"detail\":\"It was \\\"so\\\".\",\"reason\":\"%s\","
                    + "\"gate\":\"default\",\"route\":\"default\","
                    + "\"retryAfterMs\":1000,\"queueDepth\":0}")
                .formatted(title, status, failure.label())));
  }

  @Test
  void anExceptionGivesThePermitBack() {
    BACKEND.responds(
        () -> {
          throw new IllegalStateException("a bug");
        });
    assertThat(getOnce().statusCode(), is(500));
  }

  @Test
  void anErrorGivesThePermitBack() {
    BACKEND.responds(
        () -> {
          throw new StackOverflowError("too deep");
        });
    assertThat(getOnce().statusCode(), is(500));
  }

  @Test
  void aResponseOf500CountsAsFailedAndGoesThrough() {
    long failed = client.ended(Outcome.FAILED);
    BACKEND.responds(
        () -> {
          BackendResponse ok = BackendResponse.json("{}");
          return new BackendResponse(503, ok.fields(), ok.body(), ok.lease());
        });
    assertThat(getOnce().statusCode(), is(503));
    Eventually.until(() -> client.ended(Outcome.FAILED) == failed + 1);
  }

  @Test
  void aRefusalKeepsTheConnectionAndReadsNoBody() throws IOException {
    fillPermits();
    fillRoom();
    String post =
        HttpText.head("POST /endpoint HTTP/1.1", "Host: weir", "Content-Length: 5") + "hello";
    try (Socket socket = client.raw(post)) {
      HttpText response = HttpText.read(socket);
      assertThat(response.status(), is(429));
      assertThat(response.field("connection"), is("keep-alive"));
      socket.getOutputStream().write(post.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(HttpText.read(socket).status(), is(429));
    }
  }

  @Test
  void aRefusedUploadThatAsksFirstIsNeverSent() throws IOException {
    fillPermits();
    fillRoom();
    String head =
        HttpText.head(
            "POST /endpoint HTTP/1.1",
            "Host: weir",
            "Content-Length: 100000000",
            "Expect: 100-continue");
    try (Socket socket = client.raw(head)) {
      HttpText response = HttpText.read(socket);
      assertThat(response.status(), is(429));
      assertThat(response.field("connection"), is("close"));
      assertThat(socket.getInputStream().read(), is(-1));
    }
  }

  @Test
  void healthTellsOfAnOutageOfTheBackend() {
    assertThat(client.get("/health/ready").statusCode(), is(200));
    BACKEND.hasOutage(Optional.of("It burns"));
    HttpResponse<String> ready = client.get("/health/ready");
    assertThat(ready.statusCode(), is(503));
    assertThat(ready.body(), containsString("It burns"));
    assertThat(client.get("/health/live").statusCode(), is(200));
    assertThat(client.get("/health/started").statusCode(), is(200));
    assertThat(client.get("/health").statusCode(), is(503));
  }

  @Test
  void healthAndMetricsNeverPassTheGate() {
    fillPermits();
    fillRoom();
    long shed = client.ended(Outcome.SHED);
    assertThat(client.get("/health").statusCode(), is(200));
    assertThat(client.ended(Outcome.SHED), is(shed));
    assertThat(client.dropped(ShedReason.CLOSING), is(0L));
  }

  @Test
  void otherPathsAreNotFoundAndNotCounted() {
    long served = client.ended(Outcome.SERVED);
    HttpResponse<String> response = client.get("/elsewhere");
    assertThat(response.statusCode(), is(404));
    assertThat(field(response, "content-type"), is("application/problem+json"));
    assertThat(client.ended(Outcome.SERVED), is(served));
  }
}
