package dev.weir;

import static dev.weir.HttpText.head;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.edge.Outcome;
import dev.weir.problem.Rejection;
import java.io.IOException;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A rejection moves the counter of its reason by one; no other, if it never came to the gate. */
class RejectionsIT {

  private static final Set<Rejection> OF_THE_CONNECTION =
      EnumSet.of(Rejection.HEADER_TIMEOUT, Rejection.BODY_TIMEOUT, Rejection.MAX_CONNECTIONS);

  private static final String[] SETTINGS = {
    "--server.max-request-line=1KB",
    "--server.max-header-size=2KB",
    "--server.max-body=10",
    "--server.via=here"
  };

  private RunningWeir weir = RunningWeir.with(SETTINGS);

  @AfterEach
  void theCountsAgree() {
    weir.client().assertConserved();
    weir.close();
  }

  /** Replaces the Weir of this test by one with other settings. */
  private void restart(String... flags) {
    weir.close();
    weir = RunningWeir.with(flags);
  }

  private void assertRejects(Rejection reason, String request) throws IOException {
    Map<String, Double> before = counts();
    try (Socket socket = weir.client().raw(request)) {
      assertThat(HttpText.read(socket).status(), is(reason.code()));
    }
    Map<String, Double> moved = counts();
    before.forEach((series, value) -> moved.merge(series, -value, Double::sum));
    moved.values().removeIf(value -> value == 0);
    assertThat(moved, is(Map.of(series(reason), 1.0)));
  }

  private static String series(Rejection reason) {
    return "weir_rejected_requests_total{reason=\"" + reason.label() + "\"}";
  }

  /** Returns every series that counts requests. */
  private Map<String, Double> counts() {
    return weir.client()
        .metrics()
        .lines()
        .filter(line -> line.matches("(weir_rejected|request_|dropped_|weir_wait_).*"))
        .collect(
            toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        rejected(Rejection.BAD_REQUEST, "GET /endpoint HTTP/1.1"),
        rejected(Rejection.BAD_REQUEST, "get /endpoint HTTP/1.1", "Host: a"),
        rejected(Rejection.BAD_REQUEST, "GET /endpoint HTTP/1.1", "Host: a", " folded"),
        rejected(Rejection.BAD_REQUEST, "GET /endpoint HTTP/1.1", "Host: a b"),
        rejected(Rejection.BAD_REQUEST, "GET /%6detrics HTTP/1.1", "Host: a"),
        rejected(Rejection.BAD_REQUEST, "GET ftp://a/b HTTP/1.1", "Host: a"),
        rejected(Rejection.NOT_FOUND, "GET /elsewhere HTTP/1.1", "Host: a"),
        rejected(Rejection.NOT_FOUND, "POST /metrics HTTP/1.1", "Host: a"),
        rejected(Rejection.NOT_FOUND, "GET /health/elsewhere HTTP/1.1", "Host: a"),
        rejected(
            Rejection.BODY_TOO_LARGE, "POST /endpoint HTTP/1.1", "Host: a", "Content-Length: 11"),
        rejected(
            Rejection.REQUEST_LINE_TOO_LONG, "GET /" + "a".repeat(2000) + " HTTP/1.1", "Host: a"),
        rejected(
            Rejection.EXPECTATION_FAILED,
            "GET /endpoint HTTP/1.1",
            "Host: a",
            "Expect: the-unexpected"),
        rejected(
            Rejection.HEADER_TOO_LARGE,
            "GET /endpoint HTTP/1.1",
            "Host: a",
            "X: " + "a".repeat(3000)),
        rejected(Rejection.NOT_IMPLEMENTED, "TRACE /endpoint HTTP/1.1", "Host: a"),
        rejected(
            Rejection.NOT_IMPLEMENTED,
            "GET /endpoint HTTP/1.1",
            "Host: a",
            "Connection: upgrade",
            "Upgrade: websocket"),
        rejected(Rejection.VERSION_NOT_SUPPORTED, "GET /endpoint HTTP/1.0", "Host: a"),
        rejected(Rejection.LOOP_DETECTED, "GET /endpoint HTTP/1.1", "Host: a", "Via: 1.1 here"));
  }

  private static Arguments rejected(Rejection reason, String... lines) {
    return Arguments.of(reason, head(lines));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRejectedRequestIsCountedOnceByItsReason(Rejection reason, String request) throws Exception {
    assertRejects(reason, request);
  }

  /** The gate lets a request in before its body is there: what that is turns out inside. */
  @ParameterizedTest
  @CsvSource({"BAD_REQUEST, 'x\r\n'", "BODY_TOO_LARGE, 'b\r\n01234567890\r\n0\r\n\r\n'"})
  void aMalformedBodyIsRejectedAndItsClientIsNotGone(Rejection reason, String body)
      throws Exception {
    try (StubUpstream upstream = new StubUpstream()) {
      upstream.does(connection -> connection.getInputStream().readAllBytes());
      restart(
          "--backend.type=http", "--backend.http.url=" + upstream.url(), "--server.max-body=10");
      String[] post = {"POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"};
      try (Socket socket = weir.client().raw(head(post) + "1\r\na\r\n" + body)) {
        assertThat(HttpText.read(socket).status(), is(reason.code()));
        assertThat(socket.getInputStream().read(), is(-1));
      }
      assertRejectedInside(reason);
    }
  }

  private void assertRejectedInside(Rejection reason) {
    Eventually.until(() -> weir.client().ended(Outcome.REJECTED) == 1);
    assertThat(weir.client().metric(series(reason)), is(1L));
    assertThat(weir.client().ended(Outcome.GONE), is(0L));
  }

  @Test
  void aHeadThatDoesNotComeInTimeIsCounted() throws Exception {
    restart("--server.header-timeout=50ms");
    assertRejects(Rejection.HEADER_TIMEOUT, "GET /endpoint HTTP/1.1\r\n");
  }

  @Test
  void aSmallBodyThatDoesNotComeInTimeIsCounted() throws Exception {
    restart("--server.stall-timeout=50ms");
    assertRejects(
        Rejection.BODY_TIMEOUT, head("POST /endpoint HTTP/1.1", "Host: a", "Content-Length: 5"));
  }

  @Test
  void aConnectionThatHasNoPlaceIsCounted() throws Exception {
    restart("--server.max-connections=1");
    assertRejects(Rejection.MAX_CONNECTIONS, head("GET /endpoint HTTP/1.1", "Host: a"));
  }

  @Test
  void everyReasonIsThereFromTheStart() {
    for (Rejection reason : Rejection.values()) {
      assertThat(weir.client().metric(series(reason)), is(0L));
    }
  }

  @Test
  void everyReasonIsTried() {
    Set<Object> tried = requests().map(arguments -> arguments.get()[0]).collect(toSet());
    tried.addAll(OF_THE_CONNECTION);
    assertThat(tried, is(EnumSet.allOf(Rejection.class)));
  }
}
