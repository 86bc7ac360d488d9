package dev.weir.http.connection;

import dev.weir.http.connection.TimeLimit.Kind;
import dev.weir.http.problem.Problem;
import dev.weir.http.problem.Rejected;
import dev.weir.http.problem.Rejection;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.Status;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A connection beyond the most there may be: its first request is answered with 503, whatever it
 * is, and it ends. A connection that is left in the backlog instead hears nothing at all.
 */
final class OneTooMany implements ServerConnection, InterruptableTask<Void> {

  private static final Problem TOO_MANY =
      Problem.of(
          Status.SERVICE_UNAVAILABLE_503,
          "There are too many connections here; come back in a moment.");

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ClientConnection client;
  private final LookedAfterContext context;
  private final Consumer<Rejected> rejected;

  OneTooMany(LookedAfterContext context, Consumer<Rejected> rejected) {
    this.context = context;
    this.client = context.client();
    this.rejected = rejected;
  }

  @Override
  public void handle(Limit limit) {
    client.isOn(Thread.currentThread());
    try (client) {
      // To close a socket with unread bytes in it is to reset it, and the answer would be lost.
      if (client.read(Kind.FIRST_BYTE, PATIENCE) != null) {
        rejected.accept(Rejected.withoutHead(Rejection.MAX_CONNECTIONS, client.host()));
        context.dataWriter().writeNow(BufferData.create(TOO_MANY.message()));
      }
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
