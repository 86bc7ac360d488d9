package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A HEAD is never responded to with a body, whatever wrote the response. */
@Timeout(60)
class HeadIT {

  private static final String HOST = "Host: a";

  private RunningWeir weir =
      RunningWeir.with(
          "--server.via=here",
          "--server.max-body=10",
          "--server.max-request-line=1KB",
          "--server.max-header-size=2KB");

  @AfterEach
  void close() {
    weir.close();
  }

  /** Replaces the Weir of this test by one with other settings. */
  private void restart(String... flags) {
    weir.close();
    weir = RunningWeir.with(flags);
  }

  /** Sends a HEAD and then a GET on one connection; what follows the HEAD's head is the GET's. */
  private void assertNoBody(int status, String... lines) throws IOException {
    try (Socket socket = weir.client().raw(head(lines))) {
      HttpText refusal = HttpText.readHead(socket);
      assertThat(refusal.status(), is(status));
      assertThat(refusal.field("content-length"), is(not("0")));
      StubUpstream.write(socket, head("GET /health/live HTTP/1.1", HOST));
      assertThat(HttpText.read(socket).head().getFirst(), is("HTTP/1.1 200 OK"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, /endpoint, X: a",
    "404, /elsewhere, X: a",
    "404, /metrics/elsewhere, X: a",
    "400, /%6detrics, X: a",
    "417, /endpoint, Expect: the-unexpected",
    "501, /endpoint, 'Connection: upgrade\r\nUpgrade: websocket'",
    "508, /endpoint, Via: 1.1 here",
  })
  void theNextResponseOnTheConnectionIsReadAsItIs(int status, String path, String field)
      throws Exception {
    assertNoBody(status, "HEAD " + path + " HTTP/1.1", HOST, field);
  }

  @Test
  void theNextResponseAfterAShedHeadIsReadAsItIs() throws Exception {
    restart(
        "--gate.strategy=token-bucket",
        "--gate.token-bucket.burst=1",
        "--gate.token-bucket.rate=0.001");
    assertThat(weir.client().get("/endpoint").statusCode(), is(200));
    assertNoBody(429, "HEAD /endpoint HTTP/1.1", HOST);
  }

  @Test
  void theNextResponseAfterAFailedHeadIsReadAsItIs() throws Exception {
    restart("--backend.type=http", "--backend.http.url=http://127.0.0.1:" + FreePort.find());
    assertNoBody(502, "HEAD / HTTP/1.1", HOST);
  }

  @Test
  void theNextResponseAfterALateHeadIsReadAsItIs() throws Exception {
    try (StubUpstream silent = new StubUpstream()) {
      silent.does(connection -> connection.getInputStream().readAllBytes());
      restart(
          "--backend.type=http",
          "--backend.http.url=" + silent.url(),
          "--backend.http.linger-timeout=0s");
      assertNoBody(504, "HEAD / HTTP/1.1", HOST, "X-Request-Timeout: 50ms");
    }
  }

  @Test
  void theLengthIsThatOfTheResponseToAGet() throws Exception {
    String path = " /elsewhere HTTP/1.1";
    try (Socket socket = weir.client().raw(head("HEAD" + path, HOST) + head("GET" + path, HOST))) {
      HttpText toHead = HttpText.readHead(socket);
      HttpText toGet = HttpText.read(socket);
      assertThat(toHead.field("content-length"), is(toGet.field("content-length")));
      assertThat(toGet.body(), startsWith("{"));
    }
  }

  private void assertEndsWithHead(int status, String request) throws IOException {
    try (Socket socket = weir.client().raw(request)) {
      assertThat(HttpText.readHead(socket).status(), is(status));
      socket.shutdownOutput();
      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(rest, is(""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, 'HEAD /endpoint HTTP/1.1\r\n\r\n'",
    "400, 'HEAD /endpoint HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n'",
    "400, 'HEAD /endpoint HTTP/1.1\r\nHost: a b\r\n\r\n'",
    "400, 'HEAD /a b HTTP/1.1\r\n\r\n'",
    "413, 'HEAD /endpoint HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n'",
    "505, 'HEAD /endpoint HTTP/1.0\r\n\r\n'",
  })
  void aRefusalThatEndsTheConnectionEndsWithItsHead(int status, String request) throws Exception {
    assertEndsWithHead(status, request);
  }

  @Test
  void aRefusalOfAHeadThatIsTooLargeHasNoBody() throws Exception {
    String long2000 = "a".repeat(2000);
    assertEndsWithHead(414, "HEAD /" + long2000 + " HTTP/1.1\r\n");
    assertEndsWithHead(431, "HEAD / HTTP/1.1\r\nHost: a\r\nX: " + long2000 + "a".repeat(100));
  }

  @Test
  void aRefusalOfAHeadThatDoesNotComeHasNoBody() throws Exception {
    restart("--server.header-timeout=50ms");
    assertEndsWithHead(408, "HEAD / HTTP/1.1\r\nHost: a\r\n");
  }

  @Test
  void aRefusalForWantOfAPlaceHasNoBody() throws Exception {
    restart("--server.max-connections=1");
    try (Socket first = weir.client().raw(head("GET /health HTTP/1.1", HOST))) {
      assertThat(HttpText.read(first).status(), is(200));
      assertEndsWithHead(503, head("HEAD / HTTP/1.1", HOST));
    }
  }
}
