package dev.weir.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Connects to the store, over TLS if there is a context for that: then the certificate of the store
 * must be of the host.
 *
 * @param timeoutMillis how long the connection may take, and each step of the handshake
 */
record StoreSocket(HostAndPort host, Optional<SSLContext> tls, int timeoutMillis)
    implements JedisSocketFactory {

  @Override
  public Socket createSocket() {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(timeoutMillis);
      InetSocketAddress address = new InetSocketAddress(host.getHost(), host.getPort());
      if (address.isUnresolved()) {
        throw new UnknownHostException(host.getHost());
      }
      socket.connect(address, timeoutMillis);
      return tls.isPresent() ? secured(socket, tls.get()) : socket;
    } catch (IOException e) {
      close(socket);
      throw new JedisConnectionException(e);
    }
  }

  private Socket secured(Socket socket, SSLContext context) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, host.getHost(), host.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was of no use before either.
    }
  }
}
