package dev.weir.wire;

import dev.weir.problem.Problem;
import dev.weir.problem.Rejected;
import dev.weir.problem.Rejection;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection beyond the limit of the {@link ConnectionLimiter}: its first request is served if it
 * is for one of the {@link EssentialPaths}, and refused with 503 if not; then the connection ends.
 */
final class ExcessConnection implements ServerConnection, InterruptableTask<Void> {

  private static final Problem TOO_MANY =
      Problem.of(
          Status.SERVICE_UNAVAILABLE_503,
          "There are too many connections here; come back in a moment.");

  private static final byte[] MALFORMED = {};

  private final ClientConnection client;
  private final RequestSource source;
  private final DataWriter writer;
  private final EssentialPaths paths;
  private final Function<byte[], ServerConnection> served;
  private final Consumer<Rejected> rejected;

  /**
   * Makes a connection.
   *
   * @param source what is read of its client
   * @param paths what is served all the same
   * @param served makes a connection of Helidon's that has this request and no other
   * @param rejected hears of a request that is refused
   */
  ExcessConnection(
      ClientConnection client,
      RequestSource source,
      DataWriter writer,
      EssentialPaths paths,
      Function<byte[], ServerConnection> served,
      Consumer<Rejected> rejected) {
    this.client = client;
    this.source = source;
    this.writer = writer;
    this.paths = paths;
    this.served = served;
    this.rejected = rejected;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    client.request().runsOn(Thread.currentThread());
    try (client) {
      // To close a socket with unread bytes in it is to reset it, and the response would be lost.
      byte[] head = head();
      if (head != null && paths.has(head)) {
        served.apply(EssentialPaths.withoutReuse(head)).handle(limit);
      } else if (head != null) {
        rejected.accept(Rejected.withoutHead(Rejection.MAX_CONNECTIONS, client.host()));
        writer.writeNow(BufferData.create(TOO_MANY.message()));
      }
    }
  }

  private byte @Nullable [] head() {
    try {
      return source.get();
    } catch (RequestException e) {
      return MALFORMED;
    }
  }

  @Override
  public boolean canInterrupt() {
    return true;
  }

  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    client.request().interruptSocket();
  }
}
