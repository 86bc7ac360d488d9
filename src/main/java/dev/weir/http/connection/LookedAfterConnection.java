package dev.weir.http.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** A connection of Helidon's that is looked after while it lasts. */
final class LookedAfterConnection implements ServerConnection, InterruptableTask<Void> {

  private final ServerConnection connection;
  private final ClientConnection client;

  LookedAfterConnection(ServerConnection connection, ClientConnection client) {
    this.connection = connection;
    this.client = client;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    client.isOn(Thread.currentThread());
    try (client) {
      connection.handle(limit);
      if (client.isRefused()) {
        client.linger();
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

  @Override
  public void close(boolean interrupt) {
    connection.close(interrupt);
  }
}
