package dev.weir.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.edge.EdgeFixture.Ended;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.ShedReason;
import dev.weir.log.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EdgeTest {

  private static final Shed SHED = new Shed(ShedReason.ROOM_FULL, 0, Duration.ofMillis(1_500));

  private final EdgeFixture edge = new EdgeFixture(LogFormat.TEXT);

  @AfterEach
  void stop() {
    edge.close();
  }

  private HttpResponse<String> get() throws IOException, InterruptedException {
    return edge.server.send(edge.server.request("/a"));
  }

  /** Returns all arrivals from here on, which are shed. */
  private Queue<Arrival> arrivals() {
    Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    edge.decision =
        arrival -> {
          arrivals.add(arrival);
          return SHED;
        };
    return arrivals;
  }

  private Outcome outcome() throws InterruptedException {
    Ended only = edge.ended.take();
    assertThat(edge.ended, empty());
    return only.outcome();
  }

  @Test
  void anAdmittedRequestGetsTheResponseOfTheBackend() throws Exception {
    assertThat(get().body(), is("{}"));
    assertThat(outcome(), is(Outcome.SERVED));
    assertThat(List.of(edge.permits.take(), edge.permits.take()), contains("SUCCESS", "closed"));
    assertThat(edge.called, contains(Outcome.SERVED));
  }

  @Test
  void aShedRequestGetsItsReasonAndCallsNothing() throws Exception {
    edge.decision = arrival -> SHED;
    HttpResponse<String> response = get();
    assertThat(response.statusCode(), is(429));
    assertThat(response.headers().firstValue("Retry-After").orElseThrow(), is("2"));
    assertThat(
        response.body(),
        containsString(
            "\"reason\":\"room_full\",\"gate\":\"default\",\"route\":\"default\","
                + "\"retryAfterMs\":1500,\"queueDepth\":3}"));
    assertThat(outcome(), is(Outcome.SHED));
    assertThat(edge.called, empty());
  }

  @Test
  void whileWeirDrainsNoRequestComesToTheGate() throws Exception {
    Queue<Arrival> arrivals = arrivals();
    edge.draining.begin();
    HttpResponse<String> response = get();
    assertThat(response.statusCode(), is(503));
    assertThat(response.body(), containsString("\"reason\":\"closing\""));
    assertThat(response.headers().firstValue("Connection").orElseThrow(), is("close"));
    assertThat(outcome(), is(Outcome.SHED));
    assertThat(arrivals, empty());
  }

  @Test
  void afterAResponseNoRequestIsUnderWay() throws Exception {
    get();
    outcome();
    edge.draining.begin();
    assertThat(edge.draining.await(Duration.ofHours(1)), is(true));
  }

  @Test
  void aBackendThatFailsIsRefusedFor() throws Exception {
    edge.response =
        request -> {
          throw new BackendException(Failure.UNREACHABLE, "No way.", new IOException());
        };
    HttpResponse<String> response = get();
    assertThat(response.statusCode(), is(502));
    assertThat(response.body(), containsString("\"reason\":\"backend_unreachable\""));
    assertThat(outcome(), is(Outcome.FAILED));
    assertThat(List.of(edge.permits.take(), edge.permits.take()), contains("ERROR", "closed"));
  }

  private BackendResponse echo(BackendRequest request) {
    try (InputStream body = request.body().orElseThrow().stream().get()) {
      return BackendResponse.json(new String(body.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new BackendException(Failure.BROKEN, "No body.", e);
    }
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return edge.server.send(edge.server.request("/").POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aBodyThatGrowsTooLargeIsRejectedWithoutABackendFailure() throws Exception {
    edge.response = this::echo;
    assertThat(post("123456").statusCode(), is(413));
    assertThat(outcome(), is(Outcome.REJECTED));
    assertThat(edge.permits.take(), is("CANCELLED"));
  }

  @Test
  void aBodyOfTheLargestSizeComesToTheBackend() throws Exception {
    edge.response = this::echo;
    assertThat(post("12345").body(), is("12345"));
    assertThat(outcome(), is(Outcome.SERVED));
  }

  @Test
  void aBackendThatIsOverloadedTellsTheGate() throws Exception {
    edge.response = request -> BackendResponse.json(429, "{}");
    assertThat(get().statusCode(), is(429));
    assertThat(outcome(), is(Outcome.SERVED));
    assertThat(edge.permits.take(), is("OVERLOAD"));
  }

  @Test
  void theGateLearnsCallerPriorityAndDeadline() throws Exception {
    Queue<Arrival> arrivals = arrivals();
    HttpRequest.Builder request =
        edge.server.request("/").header("X-Priority", "low").header("X-Request-Timeout", "2s");
    edge.server.send(request);
    Arrival arrival = arrivals.element();
    assertThat(arrival.priority(), is(Priority.LOW));
    assertThat(arrival.caller(), is("127.0.0.1"));
    assertThat(arrival.deadlineNanos().orElseThrow(), is(7 + Duration.ofSeconds(2).toNanos()));
  }
}
