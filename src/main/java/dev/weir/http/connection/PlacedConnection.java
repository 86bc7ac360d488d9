package dev.weir.http.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** A connection that has a place while it lasts. */
final class PlacedConnection implements ServerConnection, InterruptableTask<Void> {

  private final ServerConnection connection;
  private final Places places;

  PlacedConnection(ServerConnection connection, Places places) {
    this.connection = connection;
    this.places = places;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      connection.handle(limit);
    } finally {
      places.giveBack();
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
