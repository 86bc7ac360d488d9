package dev.weir.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/**
 * Gives each new connection a place, whatever it is going to speak, or tells it that there is none.
 */
public final class Entrance implements ServerConnectionSelector {

  private final ServerConnectionSelector selector;
  private final ConnectionSelector http1;
  private final Places places;

  /**
   * Makes the entrance of a listener.
   *
   * @param selector takes the connections that have a place
   * @param http1 tells the others
   * @param most how many places there are
   */
  public Entrance(ServerConnectionSelector selector, ConnectionSelector http1, int most) {
    this.selector = selector;
    this.http1 = http1;
    this.places = new Places(most);
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return places.take()
        ? new PlacedConnection(selector.connection(context), places)
        : http1.oneTooMany(context);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return selector.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return selector.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return selector.supportedApplicationProtocols();
  }
}
