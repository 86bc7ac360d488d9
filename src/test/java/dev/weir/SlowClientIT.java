package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.edge.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is too slow, or beyond the limit, is refused or cut off, and no other notices. */
class SlowClientIT {

  private static final String GET = head("GET /endpoint HTTP/1.1", "Host: a");

  private static RunningWeir weir(String... flags) {
    List<String> all = new ArrayList<>(List.of("--backend.simulated.latency=0ms"));
    all.addAll(List.of(flags));
    return RunningWeir.with(all.toArray(String[]::new));
  }

  /** One that does not wait long for a client that stands still. */
  private static RunningWeir impatient(StubUpstream upstream) {
    return weir(
        "--server.stall-timeout=200ms",
        "--backend.type=http",
        "--backend.http.url=" + upstream.url());
  }

  private static void assertEnds(Socket socket) throws IOException {
    assertThat(socket.getInputStream().read(), is(-1));
  }

  @Test
  void aHeadThatDoesNotComeIsRefusedAndItsConnectionEnds() throws IOException {
    try (RunningWeir weir = weir("--server.header-timeout=200ms");
        Socket socket = weir.client().raw("GET /endpoint HTTP/1.1\r\nHost: a\r\n")) {
      HttpText response = HttpText.read(socket);
      assertThat(response.status(), is(408));
      assertThat(response.body(), containsString("within 200 ms"));
      assertEnds(socket);
    }
  }

  @Test
  void piecesOfAHeadDoNotProlongItsTime() throws IOException {
    try (RunningWeir weir = weir("--server.header-timeout=200ms");
        Socket socket = weir.client().raw("GET /endpoint HTTP/1.1\r\n")) {
      Thread.ofVirtual().start(() -> sendForever(socket, "X: 1\r\n", 20));
      assertThat(HttpText.read(socket).status(), is(408));
    }
  }

  private static void sendForever(Socket socket, String piece, long everyMillis) {
    try {
      while (true) {
        StubUpstream.write(socket, piece);
        // Nothing is waited for: this is the pace of a client that sends a little at a time.
        Thread.sleep(everyMillis);
      }
    } catch (IOException | InterruptedException e) {
      // The connection has ended, as the test wants it to.
    }
  }

  @Test
  void aConnectionOnWhichNothingComesEnds() throws IOException {
    try (RunningWeir weir = weir("--server.header-timeout=100ms");
        Socket socket = weir.client().raw("")) {
      assertEnds(socket);
    }
  }

  @Test
  void aConnectionThatIsNotUsedAgainEnds() throws IOException {
    try (RunningWeir weir = weir("--server.idle-timeout=100ms", "--server.header-timeout=1h");
        Socket socket = weir.client().raw(GET)) {
      assertThat(HttpText.read(socket).status(), is(200));
      assertEnds(socket);
    }
  }

  @Test
  void aBodyThatStandsStillGivesItsPermitBack() throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir = impatient(upstream)) {
      upstream.does(connection -> connection.getInputStream().readAllBytes());
      String post = head("POST / HTTP/1.1", "Host: a", "Content-Length: 100000");
      try (Socket socket = weir.client().raw(post + "half")) {
        Eventually.until(() -> weir.client().ended(Outcome.GONE) == 1);
        assertEnds(socket);
      }
      weir.client().assertConserved();
    }
  }

  @Test
  void aSmallBodyThatDoesNotComeNeverComesToTheGate() throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir = impatient(upstream)) {
      String post = head("POST / HTTP/1.1", "Host: a", "Content-Length: 10");
      try (Socket socket = weir.client().raw(post + "half")) {
        HttpText refusal = HttpText.read(socket);
        assertThat(refusal.status(), is(408));
        assertThat(refusal.body(), containsString("server.min-body-rate"));
        assertEnds(socket);
      }
      assertThat(weir.client().metric("weir_wait_seconds_count{outcome=\"admitted\"}"), is(0L));
      weir.client().assertConserved();
    }
  }

  @Test
  void anUploadOfABytePerMomentHoldsNoPermit() throws IOException {
    try (RunningWeir weir = weir("--gate.permits=1", "--gate.strategy=reject");
        Socket slow =
            weir.client().raw(head("POST /endpoint HTTP/1.1", "Host: a", "Content-Length: 3"))) {
      for (String octet : List.of("a", "b")) {
        StubUpstream.write(slow, octet);
        assertThat(weir.client().get("/endpoint").statusCode(), is(200));
        Eventually.until(() -> weir.weir().gate().levels().inside() == 0);
      }
      StubUpstream.write(slow, "c" + GET);
      assertThat(HttpText.read(slow).status(), is(200));
      assertThat(HttpText.read(slow).status(), is(200));
    }
  }

  @Test
  void aLargeUploadThatTricklesGivesItsPermitBack() throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir = weir("--backend.type=http", "--backend.http.url=" + upstream.url())) {
      upstream.does(connection -> connection.getInputStream().readAllBytes());
      String post = head("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
      try (Socket socket = weir.client().raw(post)) {
        Thread.ofVirtual().start(() -> sendForever(socket, "1\r\na\r\n", 100));
        Eventually.until(() -> weir.client().ended(Outcome.GONE) == 1);
      }
      weir.client().assertConserved();
    }
  }

  @Test
  void aResponseThatIsNotReadGivesItsPermitBack() throws IOException {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir = impatient(upstream)) {
      String large = "a".repeat(30_000_000);
      upstream.responds(head("HTTP/1.1 200 OK", "Content-Length: " + large.length()) + large);
      try (Socket socket = weir.client().raw(head("GET / HTTP/1.1", "Host: a"))) {
        Eventually.until(() -> weir.client().ended(Outcome.GONE) == 1);
        assertThat(socket.isClosed(), is(false));
      }
      weir.client().assertConserved();
    }
  }

  @Test
  void slowHeadsAreCutWhileOthersAreServed() throws IOException {
    try (RunningWeir weir = weir("--server.header-timeout=2s")) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        slow.add(weir.client().raw("GET /endpoint HTTP/1.1\r\nHost: a\r\nX: "));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(weir.client().get("/endpoint").statusCode(), is(200));
      }
      for (Socket socket : slow) {
        assertThat(HttpText.read(socket).status(), is(408));
        assertEnds(socket);
        socket.close();
      }
      assertThat(weir.client().get("/endpoint").statusCode(), is(200));
    }
  }

  @Test
  void aConnectionTooManyIsRefusedUntilAPlaceIsFree() throws IOException {
    try (RunningWeir weir = weir("--server.max-connections=2")) {
      try (Socket one = weir.client().raw(GET);
          Socket two = weir.client().raw(GET)) {
        // Places are given in the order in which connections are looked at, not made.
        assertThat(HttpText.read(one).status(), is(200));
        assertThat(HttpText.read(two).status(), is(200));
        try (Socket three = weir.client().raw(GET)) {
          assertThat(HttpText.read(three).status(), is(503));
          assertEnds(three);
        }
      }
      Eventually.until(() -> status(weir) == 200);
    }
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static String get(String path) {
    return head("GET " + path + " HTTP/1.1", "Host: a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void aConnectionBeyondTheMostGetsHealthAndEnds(String path) throws IOException {
    try (RunningWeir weir = weir("--server.max-connections=1");
        Socket one = weir.client().raw(GET)) {
      assertThat(HttpText.read(one).status(), is(200));
      try (Socket beyond = weir.client().raw(get(path) + get("/endpoint"))) {
        String only = readAll(beyond);
        assertThat(only, startsWith("HTTP/1.1 20"));
        assertThat(only, containsString("Connection: close\r\n"));
        assertThat(only.lastIndexOf("HTTP/1.1"), is(0));
      }
    }
  }

  @Test
  void aConnectionBeyondTheMostGetsTheTrueHealth() throws IOException {
    try (RunningWeir weir =
            weir(
                "--server.max-connections=1",
                "--backend.type=http",
                "--backend.http.url=http://127.0.0.1:" + FreePort.find());
        Socket one = weir.client().raw(GET)) {
      assertThat(HttpText.read(one).status(), is(502));
      try (Socket beyond = weir.client().raw("GET /health/ready HTTP/1.1\r\n")) {
        StubUpstream.write(beyond, "Host: a\r\n\r\n");
        assertThat(readAll(beyond), containsString("\"name\":\"backend\",\"status\":\"DOWN\""));
      }
    }
  }

  @Test
  void aConnectionBeyondTheMostHasASecondForItsHead() throws IOException {
    try (RunningWeir weir = weir("--server.max-connections=1", "--server.header-timeout=1h");
        Socket one = weir.client().raw(GET)) {
      assertThat(HttpText.read(one).status(), is(200));
      try (Socket silent = weir.client().raw("")) {
        assertEnds(silent);
      }
      try (Socket beyond = weir.client().raw("GET /health HTTP/1.1\r\n")) {
        assertThat(HttpText.read(beyond).status(), is(408));
      }
    }
  }

  @Test
  void withAnAdminPortNoPathIsServedBeyondTheLimit() throws IOException {
    try (RunningWeir weir = weir("--server.max-connections=1", "--admin.port=0");
        WeirClient operator = new WeirClient(weir.server().port("admin"));
        Socket one = weir.client().raw(GET)) {
      assertThat(HttpText.read(one).status(), is(200));
      try (Socket beyond = weir.client().raw(get("/health"))) {
        assertThat(HttpText.read(beyond).status(), is(503));
      }
      assertThat(operator.get("/health/ready").statusCode(), is(200));
    }
  }

  private static int status(RunningWeir weir) throws IOException {
    try (Socket socket = weir.client().raw(GET)) {
      return HttpText.read(socket).status();
    }
  }
}
