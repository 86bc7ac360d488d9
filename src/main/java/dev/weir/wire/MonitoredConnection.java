package dev.weir.wire;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;

/** A connection of Helidon's that is looked after while it lasts. */
final class MonitoredConnection extends WrappedConnection {

  private final ClientConnection client;

  MonitoredConnection(ServerConnection connection, ClientConnection client) {
    super(connection);
    this.client = client;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    client.isOn(Thread.currentThread());
    try (client) {
      handleAndLinger(limit);
    }
  }

  private void handleAndLinger(Limit limit) throws InterruptedException {
    try {
      connection().handle(limit);
    } finally {
      if (client.isRefused()) {
        client.linger();
      }
    }
  }

  /**
   * Helidon looks whether the connection waits for a request, and then interrupts it: a request
   * that comes between the two would be taken, and its answer lost.
   */
  @Override
  public void close(boolean interrupt) {
    client.stop(() -> super.close(interrupt));
  }
}
