package dev.weir.wire.framing;

import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;

/**
 * What Helidon passes on of a request whose head or body is refused: only the address of its
 * client.
 *
 * @param client the client's address
 */
public record RefusedHead(String client) implements TransportRequest {

  /** Returns a refusal with the address of the client that is refused. */
  public static RequestException refusal(RequestException refusal, String client) {
    return RequestException.builder()
        .type(refusal.eventType())
        .status(refusal.status())
        .message(String.valueOf(refusal.getMessage()))
        .setKeepAlive(false)
        .request(new RefusedHead(client))
        .build();
  }

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
