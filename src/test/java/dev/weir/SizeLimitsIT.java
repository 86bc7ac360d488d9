package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that are larger than they may be. */
class SizeLimitsIT {

  private final StubUpstream upstream = new StubUpstream();
  private final RunningWeir weir =
      RunningWeir.with(
          "--backend.type=http",
          "--backend.http.url=" + upstream.url(),
          "--server.max-request-line=1KB",
          "--server.max-header-size=2KB",
          "--server.max-body=10");

  private final Queue<HttpText> seen = new ConcurrentLinkedQueue<>();

  SizeLimitsIT() throws IOException {
    upstream.responds(head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok", seen);
  }

  @AfterEach
  void permitsAreBackAndTheCountsAgree() throws IOException {
    weir.client().assertConserved();
    weir.close();
    upstream.close();
  }

  private HttpText response(String request) throws IOException {
    try (Socket socket = weir.client().raw(request)) {
      HttpText response = HttpText.read(socket);
      if (response.status() != 200) {
        assertThat(response.field("connection"), is("close"));
        assertThat(response.field("content-type"), is("application/problem+json"));
        assertThat(response.body(), containsString("\"status\":" + response.status()));
      }
      return response;
    }
  }

  private static String get(String path, String field) {
    return head("GET " + path + " HTTP/1.1", "Host: weir", field);
  }

  @Test
  void aFirstLineThatIsTooLongIs414() throws Exception {
    assertThat(response(get("/" + "a".repeat(1000), "X: y")).status(), is(200));
    HttpText refused = response(get("/" + "a".repeat(1024), "X: y"));
    assertThat(refused.status(), is(414));
    assertThat(refused.body(), containsString("server.max-request-line"));
  }

  @Test
  void aHeadThatIsTooLargeIs431() throws Exception {
    assertThat(response(get("/", "X: " + "a".repeat(1900))).status(), is(200));
    HttpText refused = response(get("/", "X: " + "a".repeat(2048)));
    assertThat(refused.status(), is(431));
    assertThat(refused.body(), containsString("server.max-header-size"));
  }

  @Test
  void aBodyAnnouncedAsTooLargeIs413AndMissesTheBackend() throws Exception {
    String[] post = {"POST / HTTP/1.1", "Host: weir", "Content-Length: 11"};
    HttpText refused = response(head(post));
    assertThat(refused.status(), is(413));
    assertThat(refused.body(), containsString("server.max-body"));
    assertThat(seen.isEmpty(), is(true));
  }

  @Test
  void aBodyThatTurnsOutToBeTooLargeIs413() throws Exception {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          connection.getInputStream().readAllBytes();
        });
    String[] post = {"POST / HTTP/1.1", "Host: weir", "Transfer-Encoding: chunked"};
    assertThat(response(head(post) + "b\r\n01234567890\r\n0\r\n\r\n").status(), is(413));
  }

  @Test
  void aBodyThatIsJustNotTooLargeGoesThrough() throws Exception {
    String[] post = {"POST / HTTP/1.1", "Host: weir", "Content-Length: 10"};
    assertThat(response(head(post) + "0123456789").status(), is(200));
  }
}
