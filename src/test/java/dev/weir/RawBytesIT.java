package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request, or more than one to somebody else, goes no further than Weir. */
class RawBytesIT {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String NO_SETTINGS = "\0\0\0\4\0\0\0\0\0";

  private final StubUpstream upstream = new StubUpstream();
  private final List<String> forwarded = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final RunningWeir weir =
      RunningWeir.with("--backend.type=http", "--backend.http.url=" + upstream.url());

  RawBytesIT() throws IOException {
    upstream.does(this::response);
  }

  private void response(Socket connection) throws IOException {
    while (true) {
      HttpText request = HttpText.read(connection);
      forwarded.add(request.head().getFirst());
      bodies.add(request.body());
      if (request.field("transfer-encoding").equals("chunked")) {
        readChunks(connection);
      }
      StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok");
    }
  }

  private void readChunks(Socket connection) throws IOException {
    StringBuilder bytes = new StringBuilder();
    while (bytes.indexOf("0\r\n\r\n") != 0 && bytes.indexOf("\r\n0\r\n\r\n") < 0) {
      int next = connection.getInputStream().read();
      if (next < 0) {
        throw new IOException("the body broke off");
      }
      bytes.append((char) next);
    }
    bodies.add(bytes.toString());
  }

  @AfterEach
  void close() throws IOException {
    weir.close();
    upstream.close();
  }

  /** Sends bytes and returns all that comes back until the connection ends. */
  private String told(String bytes) throws IOException {
    try (Socket socket = weir.client().raw(bytes)) {
      return allOf(socket);
    }
  }

  /**
   * The same, for bytes that are no request: a client whose request is under way would look gone.
   */
  private String toldAtOnce(String bytes) throws IOException {
    try (Socket socket = weir.client().raw(bytes)) {
      socket.shutdownOutput();
      return allOf(socket);
    }
  }

  private static String allOf(Socket socket) throws IOException {
    byte[] all = socket.getInputStream().readAllBytes();
    return new String(all, StandardCharsets.ISO_8859_1);
  }

  private static String statuses(String responses) {
    return String.join(" ", STATUS.matcher(responses).results().map(r -> r.group(1)).toList());
  }

  private void assertRefused(String status, String bytes) throws IOException {
    String response = toldAtOnce(bytes);
    assertThat(bytes, statuses(response), is(status));
    assertThat(response, containsString("application/problem+json"));
    assertThat(response, containsString("Connection: close"));
    assertThat(response, not(containsString("Exception")));
    assertThat(forwarded, empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 5 5",
        "Content-Length: 0x5",
        "Content-Length: 5, 5",
        "Content-Length: 5;",
        "Content-Length:",
        "Content-Length: 99999999999999999999",
        "content-LENGTH: five",
      })
  void aLengthThatIsNotOneNumberIsRefused(String fields) throws IOException {
    assertRefused("400", POST + fields + "\r\n\r\nhello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xchunked",
        "chunked, chunked",
        "gzip, chunked",
        "chunked, gzip",
        "identity",
        "\"chunked\"",
        "chunked;q=1",
        "",
        "chunked\r\nTransfer-Encoding: chunked",
        "chunked\r\nTransfer-Encoding: identity"
      })
  void aTransferCodingOtherThanChunkedIsRefused(String coding) throws IOException {
    assertRefused("400", POST + "Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\t: chunked",
        " Content-Length: 5",
        "X: 1\r\n Content-Length: 5",
        "X: 1\r\n\tfolded",
        ": nameless",
        "no colon",
        "X\0: 1",
        "X: 1\0",
        "X: 1\u0001",
        "X: 1\u007f",
        "X: 1\nContent-Length: 5",
        "X: 1\rContent-Length: 5",
        "X: 1\r\r\nContent-Length: 5",
        "X(: 1",
        "X\u00e4: 1",
        "Host: b",
        "Host: a"
      })
  void aFieldThatMightBeReadInTwoWaysIsRefused(String field) throws IOException {
    assertRefused("400", POST + field + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET /#there HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / a HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\t HTTP/1.1\r\nHost: a\r\n\r\n",
        "G\u00cbT / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET / http/1.1\r\nHost: a\r\n\r\n",
        "GET /\r\nHost: a\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        " \r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: \r\n\r\n",
        "GET /a\u007fb HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a\u00c3\u00a0b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?a\0b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://[a|b]/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET a|b HTTP/1.1\r\nHost: a\r\n\r\n",
        "plain garbage\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001"
      })
  void whatIsNoRequestIsRefused(String bytes) throws IOException {
    assertRefused("400", bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: a\r\n\r\n"
      })
  void aRefusalOfAVersionNamesTheSupportedOne(String bytes) throws IOException {
    assertRefused("505", bytes);
    assertThat(toldAtOnce(bytes), containsString("proxy_http_version 1.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", PREFACE, PREFACE + NO_SETTINGS})
  void aRefusalOfHttp2NamesWhatSpeaksIt(String bytes) throws IOException {
    assertRefused("505", bytes);
    assertThat(toldAtOnce(bytes), containsString("a balancer in front, such as HAProxy"));
  }

  @Test
  void thePrefaceOfHttp2IsRefusedByteByByteToo() throws IOException {
    try (Socket socket = weir.client().raw("")) {
      socket.setTcpNoDelay(true);
      for (String octet : octets(PREFACE)) {
        StubUpstream.write(socket, octet);
      }
      socket.shutdownOutput();
      assertThat(statuses(allOf(socket)), is("505"));
    }
  }

  @Test
  void aRequestLineAndFieldsThatAreTooLongAreRefused() throws IOException {
    assertRefused("414", "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertRefused("414", "GET /" + "a".repeat(50_000));
    assertRefused("431", GET + "X: " + "a".repeat(20_000) + "\r\n\r\n");
    assertRefused("431", GET + "X: 1\r\n".repeat(4_000) + "\r\n");
    assertRefused("431", GET + "X: " + "a".repeat(200_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "5 \r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhelloXX0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhello world\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "fffffffffffffffff\r\nhello",
        "10000000000000005\r\nhello\r\n0\r\n\r\n",
        "5;a\nb\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nX: \0\r\n\r\n",
        ";a=b\r\n"
      })
  void aBodyWhoseChunksAreUnsoundIsRefused(String body) throws IOException {
    try (Socket socket = weir.client().raw(CHUNKED + body + GET + "\r\n")) {
      HttpText refusal = HttpText.read(socket);
      assertThat(refusal.status(), is(400));
      assertThat(refusal.field("content-type"), is("application/problem+json"));
      socket.shutdownOutput();
      assertThat(allOf(socket), is(""));
    }
    assertThat(forwarded, everyItem(startsWith("POST ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "05\r\nhello\r\n000\r\n\r\n",
        "5;name=value;\"x\"\r\nhello\r\n0;last\r\n\r\n",
        "2\r\nhe\r\n3\r\nllo\r\n0\r\nX-Sum: 1\r\nContent-Length: 7\r\n\r\n"
      })
  void aSoundBodyGoesOnWithoutExtensionsAndTrailers(String body) throws IOException {
    String close = GET + "Connection: close\r\n\r\n";
    assertThat(statuses(told(CHUNKED + body + close)), is("200 200"));
    assertThat(String.join("", bodies).replaceAll("[^a-z]", ""), is("hello"));
    assertThat(String.join("", bodies), not(containsString("X-Sum")));
  }

  private static List<String> octets(String text) {
    return text.chars().mapToObj(Character::toString).toList();
  }

  @Test
  void aRequestThatComesByteByByteIsWhole() throws IOException {
    String request = POST + "Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    try (Socket socket = weir.client().raw("")) {
      socket.setTcpNoDelay(true);
      for (String octet : octets(request)) {
        StubUpstream.write(socket, octet);
      }
      assertThat(HttpText.read(socket).status(), is(200));
    }
  }

  @Test
  void manyRequestsInOnePieceGetTheirResponsesInOrder() throws IOException {
    String post = POST + "Content-Length: 5\r\n\r\nhello";
    String close = "\r\n" + GET + "Connection: close\r\n\r\n";
    String requests = GET + "\r\n" + post + CHUNKED + "1\r\na\r\n0\r\n\r\n" + post + close;
    assertThat(statuses(told(requests)), is("200 200 200 200 200"));
  }

  @Test
  void onlyWhatFollowsABodyIsTheNextRequest() throws IOException {
    String smuggled = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";
    String carrier = POST + "Content-Length: " + smuggled.length() + "\r\n\r\n" + smuggled;
    assertThat(statuses(told(carrier + "BAD\r\n\r\n")), is("200 400"));
    assertThat(forwarded, hasSize(1));
    assertThat(String.join("", bodies), is(smuggled));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/endpoint", "/metrics", "/health/live"})
  void aConnectionEndsWithTheResponseIfItsClientAsksForThat(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    assertThat(statuses(told(request + GET + "\r\n")), is("200"));
  }

  @Test
  void aRefusalIsOneReadableLine() throws IOException {
    String response = toldAtOnce("GET / HTTP/1.0\r\n\r\n");
    assertThat(response, startsWith("HTTP/1.1 505 HTTP Version Not Supported\r\n"));
    assertThat(response, containsString("{\"type\":\"about:blank\",\"title\":"));
  }
}
