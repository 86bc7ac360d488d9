package dev.weir.backend.http;

import dev.weir.address.HttpUrl;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.time.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * Makes connections to one upstream. Its name is looked up for each of them, and all addresses of
 * that name are tried, in order.
 */
final class Connector {

  private final HttpUrl url;
  private final Optional<UpstreamTls> tls;
  private final Timeouts timeouts;

  Connector(HttpUrl url, Optional<UpstreamTls> tls, Timeouts timeouts) {
    this.url = url;
    this.tls = tls;
    this.timeouts = timeouts;
  }

  /**
   * Makes a connection, within so long.
   *
   * @throws BackendException if none can be made, or not in time
   */
  UpstreamConnection connect(Duration within) {
    long endsNanos = System.nanoTime() + within.toNanos();
    try {
      Socket plain = reach(endsNanos);
      return tls.isPresent()
          ? secure(tls.get(), plain, endsNanos)
          : new UpstreamConnection(plain, plain, timeouts);
    } catch (SocketTimeoutException e) {
      throw new BackendException(Failure.TIMEOUT, "No connection to the backend in time", e);
    } catch (IOException e) {
      throw new BackendException(Failure.UNREACHABLE, "No connection to the backend", e);
    }
  }

  private Socket reach(long endsNanos) throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(url.host());
    for (int i = 0; ; i++) {
      try {
        // Each gets its share of the time, so that an address that is silent leaves time for
        // others.
        Duration left = CallTimeout.leftUntil(endsNanos).dividedBy(addresses.length - i);
        return reach(new InetSocketAddress(addresses[i], url.port()), left);
      } catch (IOException e) {
        if (i == addresses.length - 1 || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  private static Socket reach(InetSocketAddress address, Duration within) throws IOException {
    // Of a channel: only a channel can be read without waiting.
    Socket socket = SocketChannel.open().socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, (int) Math.max(1, within.toMillis()));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private UpstreamConnection secure(UpstreamTls over, Socket plain, long endsNanos)
      throws IOException {
    SSLSocket socket = over.over(plain, url);
    UpstreamConnection connection = new UpstreamConnection(plain, socket, timeouts);
    CallTimeout timeout = connection.timeout();
    timeout.start(CallTimeout.leftUntil(endsNanos), "No connection to the backend in time");
    try {
      socket.startHandshake();
      timeout.stop();
      return connection;
    } catch (IOException e) {
      boolean late = timeout.failure(e, "").failure() == Failure.TIMEOUT;
      connection.close();
      throw late ? new SocketTimeoutException("The TLS handshake took too long") : e;
    }
  }
}
