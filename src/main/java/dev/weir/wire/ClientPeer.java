package dev.weir.wire;

import io.helidon.common.socket.PeerInfo;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a client is, as Helidon knows it. */
abstract class ClientPeer implements PeerInfo {

  private final PeerInfo peer;
  private @Nullable String host;

  ClientPeer(PeerInfo peer) {
    this.peer = peer;
  }

  @Override
  public SocketAddress address() {
    return peer.address();
  }

  /** Returns the client's address, for which Helidon is asked once: each time is a look-up. */
  @Override
  public String host() {
    String known = host;
    if (known == null) {
      known = peer.host();
      host = known;
    }
    return known;
  }

  @Override
  public int port() {
    return peer.port();
  }

  @Override
  public Optional<Principal> tlsPrincipal() {
    return peer.tlsPrincipal();
  }

  @Override
  public Optional<Certificate[]> tlsCertificates() {
    return peer.tlsCertificates();
  }
}
