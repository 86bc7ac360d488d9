package dev.weir.wire;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.HttpText;
import dev.weir.StubUpstream;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What Helidon still does by itself. A test that fails here is good news: the class that it names
 * makes up for a behaviour that is gone, and may go too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainHelidonIT {

  private static final String LIMITED = "limited";
  private static final HeaderName FIELD = HeaderNames.create("X");
  private static final String CHUNKED =
      head("POST / HTTP/1.1", "Host: a", "Connection: close", "Transfer-Encoding: chunked");

  private final WebServer server =
      WebServer.builder()
          .host("127.0.0.1")
          .port(0)
          .errorHandling(ErrorHandling.builder().includeEntity(true).build())
          .routing(routing -> routing.any(PlainHelidonIT::echo))
          .putSocket(
              LIMITED,
              ListenerConfig.builder()
                  .host("127.0.0.1")
                  .port(0)
                  .maxTcpConnections(1)
                  .routing(routing -> routing.any(PlainHelidonIT::echo))
                  .buildPrototype())
          .build()
          .start();

  /** Sends the method, a field and the body of a request back, as Helidon has read them. */
  private static void echo(ServerRequest request, ServerResponse response) throws IOException {
    byte[] body =
        request.content().hasEntity()
            ? request.content().inputStream().readAllBytes()
            : new byte[0];
    String text =
        request.prologue().method().text()
            + ' '
            + request.headers().first(FIELD).orElse("")
            + ' '
            + new String(body, StandardCharsets.ISO_8859_1);
    response.send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  private Socket connect(int port, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    StubUpstream.write(socket, text);
    return socket;
  }

  private String responseTo(String text) throws IOException {
    try (Socket socket = connect(server.port(), text)) {
      // Helidon keeps a connection open whose client asked for its end with the response.
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** {@link dev.weir.wire.framing.ChunkedBody} looks at what stands between two chunks. */
  @Test
  void helidonStillSkipsWhatFollowsAChunk() throws IOException {
    String response = responseTo(CHUNKED + "3\r\nabc??3\r\ndef\r\n0\r\n\r\n");
    assertThat(response, startsWith("HTTP/1.1 200 "));
    assertThat(response, containsString("abcdef"));
  }

  /** {@link dev.weir.wire.framing.ChunkedBody} drops them. */
  @Test
  void helidonStillRefusesExtensionsAndTrailersOfChunks() throws IOException {
    String extension = responseTo(CHUNKED + "3;a=b\r\nabc\r\n0\r\n\r\n");
    assertThat(extension, not(startsWith("HTTP/1.1 200 ")));
    String trailer = responseTo(CHUNKED + "3\r\nabc\r\n0\r\nX: y\r\n\r\n");
    assertThat(trailer, not(startsWith("HTTP/1.1 200 ")));
  }

  /** {@link dev.weir.wire.framing.Latin1DataReader} keeps each of them. */
  @Test
  void helidonStillLosesBytesOfFieldsBeyondAscii() throws IOException {
    String response =
        responseTo(head("GET / HTTP/1.1", "Host: a", "Connection: close", "X: caf\u00e9"));
    assertThat(response, containsString("GET caf? "));
  }

  /** {@link dev.weir.wire.framing.OddTarget} escapes them for Helidon. */
  @Test
  void helidonStillRefusesTargetsThatBrowsersSend() throws IOException {
    for (String target : new String[] {"/a[1]", "/a?b=100%", "/a|b"}) {
      assertThat(
          responseTo(head("GET " + target + " HTTP/1.1", "Host: a", "Connection: close")),
          startsWith("HTTP/1.1 400 "));
    }
  }

  /** {@link dev.weir.wire.framing.RequestLine} refuses them. */
  @Test
  void helidonStillTakesMethodsInSmallLettersForOthers() throws IOException {
    String response = responseTo(head("get / HTTP/1.1", "Host: a", "Connection: close"));
    assertThat(response, containsString("GET "));
  }

  /** {@link dev.weir.wire.framing.HeadOnly} cuts it. */
  @Test
  void helidonStillWritesABodyToAHeadThatItRefuses() throws IOException {
    String response = responseTo(head("HEAD / HTTP/1.1", "Host: a", "Host: b"));
    assertThat(response, startsWith("HTTP/1.1 400 "));
    assertThat(response.endsWith("\r\n\r\n"), is(false));
  }

  /** {@link ConnectionLimiter} refuses them. */
  @Test
  void helidonStillLeavesConnectionsBeyondItsLimitWithoutResponse() throws IOException {
    String request = head("GET / HTTP/1.1", "Host: a");
    Socket first = connect(server.port(LIMITED), request);
    assertThat(HttpText.read(first).status(), is(200));
    try (Socket second = connect(server.port(LIMITED), request)) {
      first.close();
      assertThat(HttpText.read(second).status(), is(200));
    }
  }
}
