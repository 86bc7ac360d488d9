package dev.weir.backend.http;

import dev.weir.address.AddressText;
import dev.weir.address.HttpUrl;
import dev.weir.file.FileVersion;
import dev.weir.time.AtMostEvery;
import dev.weir.tls.UnusablePemException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS to upstreams. A certificate has to be for the host of the URL, or for the name that is set
 * instead.
 *
 * <p>Its files are looked at when a connection is made, at most every two seconds, and read when
 * they have changed. Files that can't be used change nothing but a line of the log.
 *
 * <p>Safe for use by any thread.
 */
final class UpstreamTls {

  private static final System.Logger LOG = System.getLogger(UpstreamTls.class.getName());
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final HttpConfig.Tls config;
  private final AtMostEvery looks;
  private volatile TlsMaterial material;

  /**
   * Reads the files.
   *
   * @throws UnusablePemException if one can't be used
   */
  UpstreamTls(HttpConfig.Tls config, LongSupplier nanoTime) throws UnusablePemException {
    this.config = config;
    this.looks = new AtMostEvery(BETWEEN_LOOKS, nanoTime);
    this.material = TlsMaterial.read(config);
  }

  /** Returns TLS on top of a connection, before the handshake. */
  SSLSocket over(Socket plain, HttpUrl url) throws IOException {
    String name = config.serverName().orElse(url.host());
    SSLSocket socket = (SSLSocket) sockets().createSocket(plain, name, url.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(asked(name));
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** SNI has names only, no addresses (RFC 6066, section 3), and none that it can't spell. */
  private static List<SNIServerName> asked(String name) {
    try {
      return AddressText.read(name).isPresent() ? List.of() : List.of(new SNIHostName(name));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private SSLSocketFactory sockets() {
    if (looks.now()) {
      look();
    }
    return material.sockets();
  }

  private void look() {
    List<FileVersion> now = TlsMaterial.versions(config);
    TlsMaterial old = material;
    if (now.equals(old.versions())) {
      return;
    }
    try {
      material = TlsMaterial.read(config);
      LOG.log(Level.INFO, "The certificates for upstreams are others from now on");
    } catch (UnusablePemException e) {
      material = new TlsMaterial(old.sockets(), now);
      LOG.log(Level.WARNING, "The certificates for upstreams stay the old ones. " + e.getMessage());
    }
  }
}
