package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.StubUpstream;
import dev.weir.time.Timeouts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamConnectionTest {

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final StubUpstream upstream = new StubUpstream();

  UpstreamConnectionTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    upstream.close();
    timeouts.close();
  }

  private UpstreamConnection idle() {
    UpstreamConnection connection =
        new Connector(Caller.url(upstream.url()), Optional.empty(), timeouts).connect(Caller.LONG);
    connection.idle(System.nanoTime(), MINUTE_NANOS);
    return connection;
  }

  @Test
  void oneThatTheServiceClosedIsStale() {
    upstream.does(socket -> {});
    try (UpstreamConnection connection = idle()) {
      Eventually.until(connection::stale);
    }
  }

  @Test
  void oneThatIsSilentAndOpenIsGoodHoweverOften() {
    upstream.does(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
    try (UpstreamConnection connection = idle()) {
      for (int i = 0; i < 3; i++) {
        assertThat(connection.stale(), is(false));
      }
    }
  }

  @Test
  void oneOnWhichTheServiceSpokeUnaskedIsStale() {
    upstream.does(
        socket -> {
          StubUpstream.write(socket, "HTTP/1.1 408 Too Slow\r\n\r\n");
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    try (UpstreamConnection connection = idle()) {
      Eventually.until(connection::stale);
    }
  }

  @Test
  void oneExpiresWhenItHasBeenIdleForLongerThanItMay() {
    try (UpstreamConnection connection = idle()) {
      assertThat(connection.expired(System.nanoTime()), is(false));
      assertThat(connection.expired(System.nanoTime() + MINUTE_NANOS), is(true));
    }
  }
}
