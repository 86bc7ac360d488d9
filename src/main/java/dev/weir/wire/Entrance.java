package dev.weir.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/** Gives each new connection a place, or tells it that there is none. */
public final class Entrance implements ServerConnectionSelector {

  private final ConnectionSelector selector;
  private final Places places;
  private final EssentialPaths essential;

  /**
   * Makes the entrance of a listener.
   *
   * @param selector takes the connections that have a place, and tells the others
   * @param places those of its connections
   * @param essential what is served to connections without a place too
   */
  public Entrance(ConnectionSelector selector, Places places, EssentialPaths essential) {
    this.selector = selector;
    this.places = places;
    this.essential = essential;
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return places.take()
        ? new PlacedConnection(selector.connection(context), places)
        : selector.excess(context, essential);
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
