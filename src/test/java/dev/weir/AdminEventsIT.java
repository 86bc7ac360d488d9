package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.helidon.json.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The state as a stream of events. */
@Timeout(120)
class AdminEventsIT {

  private static final int MOST = 16;

  @TempDir private Path folder;

  private final List<Socket> open = new ArrayList<>();
  private AdminWeir weir;

  @BeforeEach
  void start() throws IOException {
    weir = new AdminWeir(folder, AdminWeir.FILE);
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    weir.close();
  }

  private Socket stream() throws IOException {
    Socket socket =
        weir.operator.raw(HttpText.head("GET /admin/events HTTP/1.1", "Host: localhost"));
    open.add(socket);
    return socket;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String data(BufferedReader events) throws IOException {
    String line = "";
    while (!line.startsWith("data: ")) {
      line = events.readLine();
    }
    return line.substring("data: ".length());
  }

  @Test
  void theStateComesAtOnceAndAgainAndAgain() throws IOException {
    Socket socket = stream();
    HttpText head = HttpText.readHead(socket);
    assertThat(head.status(), is(200));
    assertThat(head.field("Content-Type"), startsWith("text/event-stream"));
    BufferedReader events = reader(socket);
    String first =
        JsonParser.create(data(events)).readJsonObject().stringValue("time").orElseThrow();
    String next =
        JsonParser.create(data(events)).readJsonObject().stringValue("time").orElseThrow();
    assertThat("later", first.compareTo(next) < 0, is(true));
  }

  @Test
  void noMoreStreamsThanThereMayBeAndOneThatEndsMakesPlace() throws IOException {
    for (int each = 0; each < MOST; each++) {
      assertThat(HttpText.readHead(stream()).status(), is(200));
    }
    for (int each = 0; each < MOST; each++) {
      assertThat(HttpText.readHead(stream()).status(), is(503));
    }
    assertThat(weir.operator.get("/admin/state").statusCode(), is(200));
    open.getFirst().close();
    Eventually.until(() -> HttpText.readHead(stream()).status() == 200);
  }

  @Test
  void aStopEndsStreamsWithoutWaitingForTheirReaders() throws IOException {
    Socket unread = stream();
    Socket socket = stream();
    assertThat(HttpText.readHead(socket).status(), is(200));
    weir.stop();
    assertThat("the rest, to its end", reader(socket).lines().count() > 0, is(true));
    assertThat("still open at its end", unread.isClosed(), is(false));
  }
}
