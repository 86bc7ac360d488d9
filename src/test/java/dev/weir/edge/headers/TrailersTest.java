package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.weir.HttpText;
import dev.weir.backend.Field;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrailersTest {

  private List<Field> fields = List.of(new Field("Trailer", "X-Sum"));

  private final WebServer server =
      WebServer.builder()
          .address(InetAddress.getLoopbackAddress())
          .routing(routing -> routing.get("/", this::respond))
          .build()
          .start();

  @AfterEach
  void stop() {
    server.stop();
  }

  private void respond(ServerRequest request, ServerResponse response) {
    Trailers trailers = Trailers.acceptedBy(request);
    Trailers.suppressHelidonsOwn(request);
    for (Field field : fields) {
      if (field.isNamed("Content-Length")) {
        response.header(HeaderNames.CONTENT_LENGTH, field.value());
      }
    }
    trailers.announce(fields, () -> List.of(new Field("X-Sum", "42")), response);
    try (OutputStream out = response.outputStream()) {
      out.write("abc".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      out.write("de".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String whole(String te, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = HttpText.head("GET / HTTP/1.1", "Host: a", "TE: " + te);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      while (text.indexOf(end) < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        text.append((char) next);
      }
    }
    return text.toString();
  }

  @Test
  void goToAClientThatTakesThem() throws IOException {
    String text = whole("gzip;q=0.1, trailers", "42\r\n\r\n");
    assertThat(text, containsString("\r\nTrailer: X-Sum\r\n"));
    assertThat(text, endsWith("\r\n0\r\nX-Sum: 42\r\n\r\n"));
    assertThat(text, not(containsString("stream-result")));
  }

  @Test
  void areDroppedOnTheWayToAnyOther() throws IOException {
    String text = whole("gzip", "\r\n0\r\n\r\n");
    assertThat(text, endsWith("\r\n0\r\n\r\n"));
    assertThat(text, not(containsString("X-Sum")));
  }

  @Test
  void areDroppedIfTheBackendDidNotAnnounceThem() throws IOException {
    fields = List.of();
    String text = whole("trailers", "\r\n0\r\n\r\n");
    assertThat(text, endsWith("\r\n0\r\n\r\n"));
    assertThat(text, not(containsString("X-Sum")));
  }

  @Test
  void neverFollowABodyOfKnownLength() throws IOException {
    fields = List.of(new Field("Trailer", "X-Sum"), new Field("Content-Length", "5"));
    String text = whole("trailers", "abcde");
    assertThat(text, endsWith("\r\n\r\nabcde"));
    assertThat(text, not(containsString("X-Sum")));
  }
}
