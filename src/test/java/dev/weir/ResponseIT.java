package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backend's response as the client gets it, to the byte. */
class ResponseIT {

  private static final String GET = head("GET / HTTP/1.1", "Host: a", "Connection: close");

  private final StubUpstream upstream = new StubUpstream();
  private final RunningWeir weir =
      RunningWeir.with(
          "--backend.type=http", "--backend.http.url=" + upstream.url(), "--server.via=weir-1");
  private final BlockingQueue<HttpText> seen = new LinkedBlockingQueue<>();

  ResponseIT() throws IOException {}

  @AfterEach
  void theCountsAgree() throws IOException {
    weir.client().assertConserved();
    weir.close();
    upstream.close();
  }

  /**
   * Sends a request, responds to it with these bytes, and returns all that comes back until the
   * end.
   */
  private String all(String request, String response) throws IOException {
    upstream.respondsOnce(response, seen);
    try (Socket socket = weir.client().raw(request)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String body(String all) {
    return all.substring(all.indexOf("\r\n\r\n") + 4);
  }

  private static HttpText parsed(String all) {
    return new HttpText(all.substring(0, all.indexOf("\r\n\r\n")).lines().toList(), body(all));
  }

  @Test
  void weirSaysThatItWasThereAndWhereTheTimeWent() throws Exception {
    HttpText response =
        parsed(
            all(
                GET,
                head(
                    "HTTP/1.1 200 OK",
                    "Content-Length: 0",
                    "Via: 1.1 inner",
                    "Server-Timing: db;dur=1")));
    assertThat(response.field("via"), is("1.1 inner,1.1 weir-1"));
    assertThat(
        response.field("server-timing"),
        matchesPattern("db;dur=1,queue;dur=\\d+\\.\\d, backend;dur=\\d+\\.\\d"));
    assertThat(response.field("date"), is(not("")));
  }

  @Test
  void aResponseToHeadWithoutALengthGetsNone() throws Exception {
    String request = head("HEAD / HTTP/1.1", "Host: a", "Connection: close");
    String all = all(request, head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "ETag: \"1\""));
    assertThat(parsed(all).field("content-length"), is(""));
    assertThat(parsed(all).field("transfer-encoding"), is(""));
    assertThat(parsed(all).field("etag"), is("\"1\""));
    assertThat(body(all), is(""));
  }

  @ParameterizedTest
  @CsvSource({
    "200 OK, HEAD, 1000, 1000",
    "304 Not Modified, GET, 1000, 1000",
    "304 Not Modified, HEAD, 1000, 1000",
    "206 Partial Content, HEAD, 7, 7",
  })
  void theLengthOfABodyThatIsNotSentIsPassedOn(
      String status, String method, String length, String told) throws Exception {
    String request = head(method + " / HTTP/1.1", "Host: a", "Connection: close");
    String all = all(request, head("HTTP/1.1 " + status, "Content-Length: " + length));
    assertThat(parsed(all).field("content-length"), is(told));
    assertThat(body(all), is(""));
  }

  @ParameterizedTest
  @CsvSource({"204 No Content, ''", "304 Not Modified, ''", "205 Reset Content, 0"})
  void aResponseThatNeverHasABodyHasNoLengthOfOne(String status, String length) throws Exception {
    String all = all(GET, head("HTTP/1.1 " + status, "ETag: \"1\""));
    assertThat(parsed(all).field("content-length"), is(length));
    assertThat(body(all), is(""));
  }

  @Test
  void theConnectionCanBeUsedAgainAfterAResponseWithoutABody() throws Exception {
    upstream.responds(head("HTTP/1.1 304 Not Modified", "Content-Length: 1000"));
    String request = head("GET / HTTP/1.1", "Host: a");
    try (Socket socket = weir.client().raw(request)) {
      assertThat(HttpText.readHead(socket).status(), is(304));
      StubUpstream.write(socket, request);
      assertThat(HttpText.readHead(socket).status(), is(304));
    }
  }

  @Test
  void bytesBeyondAsciiInFieldsStayAsTheyAre() throws Exception {
    String all =
        all(
            GET,
            head(
                "HTTP/1.1 200 OK",
                "Content-Length: 0",
                "X-Name: a\u0080\u009f\u00a0\u00e4\u00ffz",
                "Set-Cookie: a=1",
                "Set-Cookie: b=\u00c3\u00a4",
                "Set-Cookie: c=3"));
    assertThat(all, containsString("X-Name: a\u0080\u009f\u00a0\u00e4\u00ffz\r\n"));
    assertThat(
        all,
        containsString("Set-Cookie: a=1\r\nSet-Cookie: b=\u00c3\u00a4\r\nSet-Cookie: c=3\r\n"));
  }

  @Test
  void cookiesStayApartAndInOrder() throws Exception {
    String all =
        all(
            GET,
            head(
                "HTTP/1.1 200 OK",
                "Set-Cookie: z=1; Expires=Mon, 01 Jan 2024 00:00:00 GMT",
                "Content-Length: 0",
                "Set-Cookie: a=2",
                "Set-Cookie: m=3"));
    assertThat(
        parsed(all).field("set-cookie"), is("z=1; Expires=Mon, 01 Jan 2024 00:00:00 GMT,a=2,m=3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"299 Odd", "418 I'm a teapot", "599 What", "451 "})
  void anUnknownStatusIsPassedOn(String status) throws Exception {
    String all = all(GET, head("HTTP/1.1 " + status, "Content-Length: 2") + "ok");
    assertThat(parsed(all).status(), is(Integer.parseInt(status.substring(0, 3))));
    assertThat(body(all), is("ok"));
  }

  @Test
  void aPartOfSomethingIsPassedOnUntouched() throws Exception {
    String parts = "--x\r\nContent-Range: bytes 0-1/9\r\n\r\nab\r\n--x--\r\n";
    String request =
        head(
            "GET / HTTP/1.1",
            "Host: a",
            "Range: bytes=0-1,4-5",
            "If-Range: \"1\"",
            "Connection: close");
    String all =
        all(
            request,
            head(
                    "HTTP/1.1 206 Partial Content",
                    "Content-Type: multipart/byteranges; boundary=x",
                    "Accept-Ranges: bytes",
                    "Content-Length: " + parts.length())
                + parts);
    assertThat(parsed(all).status(), is(206));
    assertThat(parsed(all).field("content-type"), is("multipart/byteranges; boundary=x"));
    assertThat(body(all), is(parts));
    assertThat(seen.take().field("range"), is("bytes=0-1,4-5"));
  }

  @Test
  void theBackendCantRespondUnderAnotherId() throws Exception {
    String request = head("GET / HTTP/1.1", "Host: a", "X-Request-Id: mine", "Connection: close");
    String all =
        all(request, head("HTTP/1.1 200 OK", "Content-Length: 0", "X-Request-Id: its-own"));
    assertThat(parsed(all).field("x-request-id"), is("mine"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accept: a/b", "TE: trailers", "TE: gzip, trailers;q=0.5"})
  void aChunkedResponseIsWholeWhateverTheClientAccepts(String field) throws Exception {
    String request = head("GET / HTTP/1.1", "Host: a", field, "Connection: close");
    String all =
        all(
            request,
            head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 1\r\n\r\n");
    assertThat(all, not(containsString("stream-result")));
    assertThat(all, not(containsString("X-Sum")));
    boolean chunked = parsed(all).field("transfer-encoding").equals("chunked");
    assertThat(body(all).endsWith(chunked ? "0\r\n\r\n" : "abcde"), is(true));
  }

  @Test
  void aCallThatIsLongerThanTheClientsDeadlineIsRefusedWith504() throws Exception {
    BlockingQueue<Socket> calls = new LinkedBlockingQueue<>();
    upstream.does(
        connection -> {
          calls.add(connection);
          connection.getInputStream().readAllBytes();
        });
    String request =
        head("GET / HTTP/1.1", "Host: a", "X-Request-Timeout: 50ms", "X-Request-Id: mine");
    try (Socket socket = weir.client().raw(request)) {
      HttpText response = HttpText.read(socket);
      assertThat(response.status(), is(504));
      assertThat(response.body(), containsString("\"reason\":\"deadline\""));
      assertThat(response.field("x-request-id"), is("mine"));
      // A Weir that is stopped waits for what the service has not given up.
      calls.take().close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0\r\n\r\n", "0;a=b\r\n\r\n", "0\r\nX-Sum: 1\r\n\r\n"})
  void aBodyWithoutAChunkIsEmptyForTheClientToo(String end) throws Exception {
    String all = all(GET, head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + end);
    boolean chunked = parsed(all).field("transfer-encoding").equals("chunked");
    assertThat(body(all), is(chunked ? "0\r\n\r\n" : ""));
  }
}
