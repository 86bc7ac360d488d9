package dev.weir.wire;

import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** A connection with something before or after it, and else as it is. */
abstract class WrappedConnection implements ServerConnection, InterruptableTask<Void> {

  private final ServerConnection connection;

  WrappedConnection(ServerConnection connection) {
    this.connection = connection;
  }

  ServerConnection connection() {
    return connection;
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
