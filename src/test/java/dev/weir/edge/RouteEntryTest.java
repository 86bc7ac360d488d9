package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.ShedReason;
import dev.weir.log.LogFormat;
import dev.weir.routing.Cost;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route says of its requests is what the gate, the client and the operator get. */
class RouteEntryTest {

  private static final Partition PART = new Partition("reports", 2, 3, 1);
  private static final Route REPORTS =
      new Route(
          "reports",
          Optional.of(Route.DEFAULT_NAME),
          PART,
          Duration.ofMillis(100).toNanos(),
          Optional.of(Priority.LOW),
          new Cost.Length(2),
          Optional.of("X-Cost"),
          Optional.of(Duration.ofSeconds(1)));

  private final EdgeFixture edge =
      new EdgeFixture(
          LogFormat.TEXT,
          new Routes(
              List.of(new Routes.Rule((request, path) -> path.startsWith("/reports"), REPORTS))));

  @AfterEach
  void stop() {
    edge.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return edge.server.send(edge.server.request(path));
  }

  /** Returns all arrivals from here on, which are shed for their deadline. */
  private Queue<Arrival> arrivals() {
    Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    edge.decision =
        arrival -> {
          arrivals.add(arrival);
          return new Shed(ShedReason.DEADLINE, 0, Duration.ZERO);
        };
    return arrivals;
  }

  @Test
  void itSaysHowItsRequestsArrive() throws Exception {
    Queue<Arrival> arrivals = arrivals();
    HttpRequest.Builder request = edge.server.request("/reports").header("X-Priority", "critical");
    edge.server.send(request.POST(BodyPublishers.ofString("12345")));
    long second = Duration.ofSeconds(1).toNanos();
    assertThat(
        arrivals,
        contains(
            new Arrival(
                Priority.LOW,
                "127.0.0.1",
                List.of(),
                PART,
                3,
                Duration.ofMillis(100).toNanos(),
                OptionalLong.of(7 + second))));
  }

  @Test
  void otherRequestsArriveAsIfThereWereNoRoutes() throws Exception {
    Queue<Arrival> arrivals = arrivals();
    get("/lookup");
    assertThat(arrivals, contains(new Arrival(Priority.NORMAL, "127.0.0.1", OptionalLong.empty())));
  }

  @Test
  void aRefusalNamesItAndItsTimeout() throws Exception {
    arrivals();
    String body = get("/reports").body();
    assertThat(body, containsString("\"gate\":\"default\",\"route\":\"reports\""));
    assertThat(body, containsString("within the timeout of the route"));
  }

  @Test
  void aRefusalSaysIfTheRequestWasMoreImpatient() throws Exception {
    arrivals();
    HttpRequest.Builder request =
        edge.server.request("/reports").header("X-Request-Timeout", "10ms");
    assertThat(
        edge.server.send(request).body(), containsString("before the request's own deadline"));
  }

  @Test
  void aCallThatTakesLongerThanItsTimeoutIsLate() throws Exception {
    edge.response =
        request -> {
          edge.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
          throw new BackendException(Failure.TIMEOUT, "Too slow.", new IOException());
        };
    HttpResponse<String> response = get("/reports");
    assertThat(response.statusCode(), is(504));
    assertThat(response.body(), containsString("\"reason\":\"deadline\""));
    assertThat(response.body(), containsString("within the timeout of the route"));
    assertThat(edge.permits.take(), is("ERROR"));
  }

  @Test
  void aCallThatItsClientGivesUpSaysNothingAboutTheBackend() throws Exception {
    edge.response =
        request -> {
          edge.nanoTime.addAndGet(Duration.ofMillis(10).toNanos());
          throw new BackendException(Failure.TIMEOUT, "Too slow.", new IOException());
        };
    HttpRequest.Builder request =
        edge.server.request("/reports").header("X-Request-Timeout", "10ms");
    assertThat(edge.server.send(request).statusCode(), is(504));
    assertThat(edge.permits.take(), is("CANCELLED"));
  }

  @Test
  void theLogNamesItsGateAndIt() throws Exception {
    get("/reports");
    assertThat(edge.lines.take(), containsString(" reason=- gate=default route=reports "));
    get("/lookup");
    assertThat(edge.lines.take(), containsString(" reason=- gate=default route=default "));
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "99999999999, " + GateLimits.MOST})
  void theGateLearnsTheCostThatTheBackendSays(String said, int cost) throws Exception {
    edge.response = request -> BackendResponse.json("{}", new Field("x-cost", said));
    get("/reports");
    assertThat(
        List.of(edge.permits.take(), edge.permits.take(), edge.permits.take()),
        contains("SUCCESS", "costs " + cost, "closed"));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1.5", "many", "''"})
  void whatIsNoCostChangesNothing(String said) throws Exception {
    edge.response = request -> BackendResponse.json("{}", new Field("X-Cost", said));
    get("/reports");
    assertThat(List.of(edge.permits.take(), edge.permits.take()), contains("SUCCESS", "closed"));
  }

  @Test
  void theCostOfOtherRoutesIsNotLookedFor() throws Exception {
    edge.response = request -> BackendResponse.json("{}", new Field("X-Cost", "9"));
    get("/lookup");
    assertThat(List.of(edge.permits.take(), edge.permits.take()), contains("SUCCESS", "closed"));
  }
}
