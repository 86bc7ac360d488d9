package dev.weir.http.protocol;

import dev.weir.time.Alarm;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection that waits for its first bytes, and is from then on what they say. */
final class ChosenConnection implements ServerConnection, InterruptableTask<Void> {

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ProtocolChoice choice;
  private final ConnectionContext context;
  private final long startNanos = System.nanoTime();
  private final Alarm alarm;
  private final Thread thread = Thread.currentThread();
  private volatile @Nullable ServerConnection chosen;
  private volatile boolean closed;

  ChosenConnection(ProtocolChoice choice, ConnectionContext context) {
    this.choice = choice;
    this.context = context;
    this.alarm = choice.patience().alarms().add(this::overdue);
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    alarm.set(choice.patience().firstBytes());
    try (alarm) {
      boolean http2 = speaksHttp2();
      alarm.clear();
      serve(
          http2
              ? new OrderlyConnection(choice.http2(), context, choice.patience())
              : choice.http1().connection(context),
          limit);
    }
  }

  /** It may be that the first bytes come at this moment. */
  private void overdue() {
    if (chosen == null) {
      thread.interrupt();
    }
  }

  /** Reads no more than it takes to tell; with TLS the first read is the handshake too. */
  private boolean speaksHttp2() {
    try {
      return context.dataReader().startsWith(PREFACE);
    } catch (InsufficientDataAvailableException e) {
      throw new CloseConnectionException("It ended before it said what it is", e);
    }
  }

  private void serve(ServerConnection connection, Limit limit) throws InterruptedException {
    chosen = connection;
    if (!closed) {
      connection.handle(limit);
    }
  }

  @Override
  public boolean canInterrupt() {
    ServerConnection connection = chosen;
    return connection == null
        || (connection instanceof InterruptableTask<?> task && task.canInterrupt());
  }

  @Override
  public Duration idleTime() {
    ServerConnection connection = chosen;
    return connection == null
        ? Duration.ofNanos(System.nanoTime() - startNanos)
        : connection.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    closed = true;
    ServerConnection connection = chosen;
    if (connection == null) {
      thread.interrupt();
    } else {
      connection.close(interrupt);
    }
  }
}
