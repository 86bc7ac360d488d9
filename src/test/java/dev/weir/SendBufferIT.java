package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.backend.BackendResponse;
import dev.weir.edge.Outcome;
import dev.weir.settings.Settings;
import io.helidon.webserver.WebServer;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What lies between a write and its client makes a slow client look like one that reads nothing.
 */
class SendBufferIT {

  private static final long MUCH = 1536 * 1024;

  private final AtomicLong written = new AtomicLong();
  private final ParkingBackend backend = new ParkingBackend();

  private RunningWeir weir() {
    List<String> flags = List.of("--server.port=0", "--server.stall-timeout=500ms");
    Server weir = new Server(Settings.read(flags, Map.of(), new Properties()), backend);
    WebServer server = WebServer.builder().update(weir::setup).build().start();
    return new RunningWeir(weir, server, new WeirClient(server.port()));
  }

  private BackendResponse endless() {
    InputStream body =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError();
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            written.addAndGet(length);
            return length;
          }
        };
    return new BackendResponse(200, List.of(), body, () -> {});
  }

  @Test
  void littleOfAResponseIsWrittenAheadOfItsClient() throws Exception {
    backend.responds(this::endless);
    backend.letGo(1);
    try (RunningWeir weir = weir();
        Socket idle = weir.client().rawWithSmallBuffer(head("GET /endpoint HTTP/1.1", "Host: a"))) {
      assertThat(idle.isConnected(), is(true));
      Eventually.until(() -> weir.client().ended(Outcome.GONE) == 1);
      assertThat(written.get(), is(lessThan(MUCH)));
    }
  }
}
