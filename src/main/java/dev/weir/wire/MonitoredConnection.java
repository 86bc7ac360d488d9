package dev.weir.wire;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** A connection of Helidon's whose client is bound to it while it lasts. */
final class MonitoredConnection implements ServerConnection, InterruptableTask<Void> {

  private final ServerConnection connection;
  private final ClientConnection client;
  private final Runnable ended;

  /**
   * Makes a connection.
   *
   * @param ended what to do when it has ended
   */
  MonitoredConnection(ServerConnection connection, ClientConnection client, Runnable ended) {
    this.connection = connection;
    this.client = client;
    this.ended = ended;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    client.request().runsOn(Thread.currentThread());
    try (client) {
      handleAndLinger(limit);
    } finally {
      ended.run();
    }
  }

  private void handleAndLinger(Limit limit) throws InterruptedException {
    try {
      connection.handle(limit);
    } finally {
      if (client.isRefused()) {
        client.socket().linger();
      }
    }
  }

  @Override
  public boolean canInterrupt() {
    return connection instanceof InterruptableTask<?> task && task.canInterrupt();
  }

  @Override
  public Duration idleTime() {
    return connection.idleTime();
  }

  /**
   * Helidon 4.5 looks whether the connection waits for a request, and then interrupts it: a request
   * that comes between the two would be taken, and its response lost.
   */
  @Override
  public void close(boolean interrupt) {
    client.request().excludingBegin(() -> connection.close(interrupt));
  }
}
