package dev.weir.wire;

import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.ServerRequestHeaders;

/**
 * What Helidon passes on of a request whose head or body is refused: nothing but whose it was.
 *
 * @param client the client's address
 */
public record RefusedHead(String client) implements TransportRequest {

  @Override
  public String protocolVersion() {
    return TransportRequest.empty().protocolVersion();
  }

  @Override
  public String method() {
    return TransportRequest.empty().method();
  }

  @Override
  public String path() {
    return TransportRequest.empty().path();
  }

  @Override
  public ServerRequestHeaders headers() {
    return TransportRequest.empty().headers();
  }
}
