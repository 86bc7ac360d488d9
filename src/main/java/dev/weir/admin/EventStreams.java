package dev.weir.admin;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The state as a stream of events, one at once and then one a second. Each stream has the thread of
 * its request, so that a client that reads slowly holds up nothing else; the timeouts of the
 * connection end it then.
 */
final class EventStreams implements Handler, AutoCloseable {

  private static final int MOST = 16;
  private static final long BETWEEN_MILLIS = 1_000;

  private final Supplier<String> state;
  private final Semaphore free = new Semaphore(MOST);
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Makes streams.
   *
   * @param state the data of an event, in one line
   */
  EventStreams(Supplier<String> state) {
    this.state = state;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (!free.tryAcquire()) {
      throw new RefusedRequestException(
          Status.SERVICE_UNAVAILABLE_503,
          "There are " + MOST + " streams of events already, and there may be no more.");
    }
    try {
      stream(response);
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("The client of a stream of events is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("A stream of events ends with the server", e);
    } finally {
      free.release();
    }
  }

  private void stream(ServerResponse response) throws IOException, InterruptedException {
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    try (OutputStream out = response.outputStream()) {
      out.write(bytes("retry: 1000\n\n"));
      do {
        out.write(bytes("event: state\ndata: " + state.get() + "\n\n"));
        out.flush();
      } while (!closed.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends all streams; one that begins later has one event. */
  @Override
  public void close() {
    closed.countDown();
  }
}
