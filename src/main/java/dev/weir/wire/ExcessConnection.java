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
 * A connection beyond the most there may be: its first request is served if it is for one of the
 * {@link EssentialPaths}, and else refused with 503; then it ends. A connection that is left in the
 * backlog instead hears nothing at all.
 */
final class ExcessConnection implements ServerConnection, InterruptableTask<Void> {

  private static final Problem TOO_MANY =
      Problem.of(
          Status.SERVICE_UNAVAILABLE_503,
          "There are too many connections here; come back in a moment.");

  private static final byte[] MALFORMED = {};

  private final ClientConnection client;
  private final RequestSource intake;
  private final DataWriter writer;
  private final EssentialPaths paths;
  private final Function<byte[], ServerConnection> served;
  private final Consumer<Rejected> rejected;

  /**
   * Makes one.
   *
   * @param paths what is served all the same
   * @param served makes a connection that has this request and no other
   * @param rejected hears of a request that is refused
   */
  ExcessConnection(
      ClientConnection client,
      RequestSource intake,
      DataWriter writer,
      EssentialPaths paths,
      Function<byte[], ServerConnection> served,
      Consumer<Rejected> rejected) {
    this.client = client;
    this.intake = intake;
    this.writer = writer;
    this.paths = paths;
    this.served = served;
    this.rejected = rejected;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    client.isOn(Thread.currentThread());
    try (client) {
      // To close a socket with unread bytes in it is to reset it, and the answer would be lost.
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
      return intake.get();
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
    client.hurry();
  }
}
