package dev.weir.http.protocol;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets each connection say by its first bytes which protocol it speaks: the preface of HTTP/2 (RFC
 * 9113, section 3.4), or HTTP/1.1, which is also what answers if it is neither.
 *
 * <p>The server would choose by itself, but it takes a connection for one only after its first
 * bytes: one that sends none would never be idle, and could not be stopped.
 *
 * @param http1 makes connections of HTTP/1.1
 * @param http2 makes connections of HTTP/2
 * @param patience how long a connection may say nothing
 */
public record ProtocolChoice(
    ServerConnectionSelector http1, ServerConnectionSelector http2, Patience patience)
    implements ServerConnectionSelector {

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  /** What a client can ask for within its TLS handshake (RFC 7301). */
  @Override
  public Set<String> supportedApplicationProtocols() {
    return Stream.of(http1, http2)
        .flatMap(each -> each.supportedApplicationProtocols().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new ChosenConnection(this, context);
  }
}
