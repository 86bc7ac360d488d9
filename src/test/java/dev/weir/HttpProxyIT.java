package dev.weir;

import static dev.weir.HttpText.head;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import dev.weir.edge.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The http backend in front of a service that does what the test says, to the byte. */
class HttpProxyIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  private final StubUpstream upstream = new StubUpstream();
  private final RunningWeir weir =
      RunningWeir.with(
          "--backend.type=http", "--backend.http.url=" + upstream.url(), "--gate.permits=2");
  private final WeirClient client = weir.client();
  private final BlockingQueue<HttpText> seen = new LinkedBlockingQueue<>();

  HttpProxyIT() throws IOException {}

  @AfterEach
  void permitsAreBackAndTheCountsAgree() throws IOException {
    client.assertConserved();
    weir.close();
    upstream.close();
  }

  private HttpText exchange(String request, String response) throws Exception {
    upstream.respondsOnce(response, seen);
    try (Socket socket = client.raw(request)) {
      return HttpText.read(socket);
    }
  }

  private HttpText forwarded(String... request) throws Exception {
    exchange(head(request), OK);
    return seen.take();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a%2Fb/..;/x",
        "/a//b/./c/../d",
        "/q?a=1&b=%20%2F&&c",
        "/%C3%A4",
        "/endpoint"
      })
  void thePathAndTheQueryGoOnAsTheyCame(String target) throws Exception {
    HttpText request = forwarded("PUT " + target + " HTTP/1.1", "Host: a");
    assertThat(request.head().getFirst(), is("PUT " + target + " HTTP/1.1"));
  }

  @Test
  void fieldsForTheOtherEndGoOnAndOthersDoNot() throws Exception {
    HttpText request =
        forwarded(
            "GET / HTTP/1.1",
            "Host: shop.example",
            "User-Agent: me",
            "Accept: a/b",
            "Accept: c/d",
            "X-Hop: 1",
            "Connection: keep-alive, X-Hop",
            "Keep-Alive: timeout=5",
            "Proxy-Authorization: Basic x",
            "TE: trailers");
    assertThat(request.field("host"), is("shop.example"));
    assertThat(request.field("user-agent"), is("me"));
    assertThat(request.field("accept").replace(" ", ""), is("a/b,c/d"));
    for (String name : new String[] {"x-hop", "keep-alive", "proxy-authorization", "te"}) {
      assertThat(name, request.field(name), is(""));
    }
  }

  @Test
  void aPreflightOfAnotherOriginGoesToTheService() throws Exception {
    HttpText request =
        forwarded(
            "OPTIONS / HTTP/1.1",
            "Host: a",
            "Origin: http://b",
            "Access-Control-Request-Method: PUT");
    assertThat(request.field("origin"), is("http://b"));
    assertThat(request.field("access-control-request-method"), is("PUT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /metrics", "DELETE /health", "GET /health/of-mine"})
  void whatIsLeftOfWeirsOwnPathsDoesNotGoOn(String request) throws Exception {
    upstream.responds(OK, seen);
    try (Socket socket = client.raw(head(request + " HTTP/1.1", "Host: a"))) {
      assertThat(HttpText.read(socket).status(), is(404));
    }
    assertThat(seen.isEmpty(), is(true));
  }

  @Test
  void aRefusalThatComesBeforeTheBodyWasSentGetsThrough() {
    upstream.does(
        connection -> {
          HttpText.readHead(connection);
          StubUpstream.write(
              connection, head("HTTP/1.1 413 Too Large", "Content-Length: 2") + "no");
          connection.shutdownOutput();
          connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    HttpRequest.Builder upload =
        client.request("/").PUT(BodyPublishers.ofByteArray(new byte[2_000_000]));
    HttpResponse<String> response = client.send(upload).join();
    assertThat(response.statusCode(), is(413));
    assertThat(response.body(), is("no"));
  }

  @Test
  void aRequestWithoutABodyGetsNone() throws Exception {
    HttpText request = forwarded("GET / HTTP/1.1", "Host: a");
    assertThat(request.field("content-length"), is(""));
    assertThat(request.field("transfer-encoding"), is(""));
  }

  @Test
  void aBodyGoesOnWithItsLengthAndItsEncoding() throws Exception {
    String request =
        head("POST / HTTP/1.1", "Host: a", "Content-Length: 5", "Content-Encoding: gzip") + "hello";
    assertThat(exchange(request, OK).body(), is("ok"));
    HttpText forwarded = seen.take();
    assertThat(forwarded.body(), is("hello"));
    assertThat(forwarded.field("content-length"), is("5"));
    assertThat(forwarded.field("content-encoding"), is("gzip"));
  }

  @Test
  void aChunkedBodyGoesOnChunked() throws Exception {
    upstream.does(
        connection -> {
          seen.add(HttpText.read(connection));
          byte[] chunked = connection.getInputStream().readNBytes(15);
          seen.add(new HttpText(List.of(), new String(chunked, StandardCharsets.UTF_8)));
          StubUpstream.write(connection, OK);
        });
    String request =
        head("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
            + "5\r\nhello\r\n0\r\n\r\n";
    try (Socket socket = client.raw(request)) {
      assertThat(HttpText.read(socket).status(), is(200));
    }
    assertThat(seen.take().field("transfer-encoding"), is("chunked"));
    assertThat(seen.take().body(), is("5\r\nhello\r\n0\r\n\r\n"));
  }

  @Test
  void aClientThatExpects100GetsItOnceItIsAdmitted() throws Exception {
    String request =
        head("POST / HTTP/1.1", "Host: a", "Content-Length: 2", "Expect: 100-continue");
    upstream.respondsOnce(OK, seen);
    try (Socket socket = client.raw(request)) {
      assertThat(HttpText.read(socket).status(), is(100));
      StubUpstream.write(socket, "hi");
      assertThat(HttpText.read(socket).status(), is(200));
    }
    HttpText forwarded = seen.take();
    assertThat(forwarded.field("expect"), is(""));
    assertThat(forwarded.body(), is("hi"));
  }

  @Test
  void theResponseComesBackWithStatusFieldsAndBody() throws Exception {
    HttpText response =
        exchange(
            head("GET / HTTP/1.1", "Host: a"),
            head(
                    "HTTP/1.1 404 Nope",
                    "Content-Length: 4",
                    "Date: Mon, 01 Jan 2024 00:00:00 GMT",
                    "Set-Cookie: a=1",
                    "Set-Cookie: b=2",
                    "Connection: close, X-Hop",
                    "X-Hop: 1",
                    "Content-Encoding: br")
                + "what");
    assertThat(response.status(), is(404));
    assertThat(response.body(), is("what"));
    assertThat(response.head(), hasItem("Set-Cookie: a=1"));
    assertThat(response.head(), hasItem("Set-Cookie: b=2"));
    assertThat(response.field("date"), is("Mon, 01 Jan 2024 00:00:00 GMT"));
    assertThat(response.field("content-encoding"), is("br"));
    assertThat(response.field("x-hop"), is(""));
    assertThat(response.field("connection"), is("keep-alive"));
    Eventually.until(() -> client.ended(Outcome.SERVED) == 1);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    HttpText response =
        exchange(
            head("GET / HTTP/1.1", "Host: a"),
            head("HTTP/1.1 302 Found", "Location: /there", "Content-Length: 0"));
    assertThat(response.status(), is(302));
    assertThat(response.field("location"), is("/there"));
  }

  @Test
  void aResponseToHeadHasItsFieldsAndNoBody() {
    upstream.responds(head("HTTP/1.1 200 OK", "Content-Length: 1000"));
    HttpRequest.Builder request = client.request("/").method("HEAD", BodyPublishers.noBody());
    HttpResponse<String> response = client.send(request).join();
    assertThat(response.headers().firstValue("content-length").orElseThrow(), is("1000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void aResponseThatNeverHasABodyGoesThrough(String status) throws Exception {
    HttpText response =
        exchange(head("GET / HTTP/1.1", "Host: a"), head("HTTP/1.1 " + status, "ETag: \"1\""));
    assertThat(response.head().getFirst(), containsString(status.substring(0, 3)));
    assertThat(response.field("etag"), is("\"1\""));
  }

  @Test
  void anInterimResponseIsPassedOnAheadOfTheFinalOne() throws Exception {
    String hints = head("HTTP/1.1 103 Early Hints", "Link: </style.css>", "Connection: x", "X: 1");
    upstream.respondsOnce(hints + OK, seen);
    try (Socket socket = client.raw(head("GET / HTTP/1.1", "Host: a"))) {
      HttpText interim = HttpText.readHead(socket);
      assertThat(interim.status(), is(103));
      assertThat(interim.field("link"), is("</style.css>"));
      assertThat(interim.field("x"), is(""));
      assertThat(HttpText.read(socket).status(), is(200));
    }
  }

  @Test
  void connectionsAreUsedAgain() {
    upstream.responds(OK);
    // The one by which Weir finds out that the service is there.
    Eventually.until(() -> upstream.connections() == 1);
    for (int i = 0; i < 10; i++) {
      assertThat(client.get("/").body(), is("ok"));
    }
    assertThat(upstream.connections(), is(2));
  }

  @Test
  void aConnectionThatWasClosedWhileIdleIsNotUsed() throws Exception {
    for (int i = 0; i < 200; i++) {
      assertThat(exchange(head("GET / HTTP/1.1", "Host: a"), OK).status(), is(200));
    }
  }

  @Test
  void aServiceThatRefusesGives502() throws IOException {
    upstream.close();
    assertFailure(client, 502, "backend_unreachable");
  }

  @Test
  void aServiceThatIsSilentGives504() {
    upstream.does(
        connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
    try (RunningWeir hasty =
        RunningWeir.with(
            "--backend.type=http",
            "--backend.http.url=" + upstream.url(),
            "--backend.http.first-byte-timeout=200ms")) {
      assertFailure(hasty.client(), 504, "backend_timeout");
    }
  }

  @Test
  void aServiceThatHangsUpGives502() {
    upstream.does(HttpText::read);
    assertFailure(client, 502, "backend_broken");
  }

  @Test
  void aServiceThatResetsGives502() {
    upstream.does(
        connection -> {
          // Before the request is read, the reset may end a connection that is still being made.
          HttpText.read(connection);
          connection.setSoLinger(true, 0);
        });
    assertFailure(client, 502, "backend_broken");
  }

  @Test
  void aServiceThatTalksGarbageGives502() {
    upstream.responds("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    assertFailure(client, 502, "backend_broken");
  }

  private static void assertFailure(WeirClient client, int status, String reason) {
    HttpResponse<String> response = client.get("/");
    assertThat(response.statusCode(), is(status));
    assertThat(response.body(), containsString("\"reason\":\"" + reason + "\""));
    Eventually.until(() -> client.ended(Outcome.FAILED) == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 99, hello",
    "Content-Length: 99, ''",
    "Transfer-Encoding: chunked, 5~hello~",
    "Transfer-Encoding: chunked, ''"
  })
  void aBrokenOffBodyIsNeverPassedOffAsWhole(String framing, String begin) {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(
              connection, head("HTTP/1.1 200 OK", framing) + begin.replace("~", "\r\n"));
        });
    CompletableFuture<String> body = client.getLater("/").thenApply(HttpResponse::body);
    boolean whole = body.handle((text, e) -> e == null).join();
    assertThat(whole, is(false));
    Eventually.until(() -> client.ended(Outcome.FAILED) == 1);
  }

  @Test
  void aPermitIsHeldUntilTheLastByte() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 4") + "be");
          awaitLatch(mayEnd);
          StubUpstream.write(connection, "en");
        });
    try (Socket socket = client.raw(head("GET / HTTP/1.1", "Host: a"))) {
      InputStream in = socket.getInputStream();
      assertThat(HttpText.readHead(socket).status(), is(200));
      assertThat(in.read(), is((int) 'b'));
      assertThat(weir.weir().gate().levels().inside(), is(1));
      mayEnd.countDown();
      assertThat(new String(in.readNBytes(3), StandardCharsets.US_ASCII), is("een"));
    }
    Eventually.until(() -> weir.weir().gate().levels().inside() == 0);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSlowReaderGetsEveryByte() throws Exception {
    byte[] bytes = new byte[20_000_000];
    new Random(1).nextBytes(bytes);
    CRC32 sent = new CRC32();
    sent.update(bytes);
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(
              connection, head("HTTP/1.1 200 OK", "Content-Length: " + bytes.length));
          connection.getOutputStream().write(bytes);
        });
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(client.address());
      StubUpstream.write(socket, head("GET / HTTP/1.1", "Host: a"));
      assertThat(HttpText.readHead(socket).field("content-length"), is("20000000"));
      CRC32 received = new CRC32();
      byte[] sip = new byte[1_500];
      long left = bytes.length;
      for (int n = 0; left > 0 && n >= 0; left -= n) {
        n = socket.getInputStream().read(sip);
        received.update(sip, 0, Math.max(0, n));
      }
      assertThat(received.getValue(), is(sent.getValue()));
    }
  }

  @Test
  void aClientThatHangsUpWithinItsResponseGivesThePermitBack() throws Exception {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
          while (true) {
            StubUpstream.write(connection, "5\r\nhello\r\n");
          }
        });
    Socket socket = client.raw(head("GET / HTTP/1.1", "Host: a"));
    assertThat(HttpText.readHead(socket).status(), is(200));
    socket.close();
    Eventually.until(() -> client.ended(Outcome.GONE) == 1);
  }

  @Test
  void aClientThatHangsUpWithinItsRequestGivesThePermitBack() throws Exception {
    upstream.does(
        connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
    Socket socket =
        client.raw(head("POST / HTTP/1.1", "Host: a", "Content-Length: 100000") + "half of it");
    Eventually.until(() -> weir.weir().gate().levels().inside() == 1);
    socket.close();
    Eventually.until(() -> client.ended(Outcome.GONE) == 1);
  }

  @Test
  void aFloodIsPartlyServedAndPartlyShedAndAllIsCounted() {
    upstream.responds(OK);
    var all = Stream.generate(() -> client.getLater("/")).limit(300).toList();
    Map<Integer, Long> responses =
        all.stream().collect(groupingBy(response -> response.join().statusCode(), counting()));
    assertThat(responses.keySet(), hasItems(200, 429));
    assertThat(responses.keySet(), everyItem(is(oneOf(200, 429))));
    awaitCounted(Outcome.SERVED, responses.getOrDefault(200, 0L));
    awaitCounted(Outcome.SHED, responses.getOrDefault(429, 0L));
  }

  private void awaitCounted(Outcome outcome, long count) {
    Eventually.until(() -> client.ended(outcome) == count);
  }
}
