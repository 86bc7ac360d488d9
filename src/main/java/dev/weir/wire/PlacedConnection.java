package dev.weir.wire;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;

/** A connection that has a place while it lasts. */
final class PlacedConnection extends WrappedConnection {

  private final Places places;

  PlacedConnection(ServerConnection connection, Places places) {
    super(connection);
    this.places = places;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      connection().handle(limit);
    } finally {
      places.giveBack();
    }
  }
}
