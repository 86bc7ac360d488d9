package dev.weir.cluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Connects to the store, over TLS if there is a factory for that: then the certificate of the store
 * must be of the host.
 *
 * @param timeoutMillis how long the lookup of the host may take, the connection, and each step of
 *     the handshake
 */
record StoreSocket(String host, int port, Optional<SSLSocketFactory> tls, int timeoutMillis)
    implements JedisSocketFactory {

  @Override
  public Socket createSocket() {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(timeoutMillis);
      socket.connect(address(), timeoutMillis);
      return tls.isPresent() ? secured(socket, tls.get()) : socket;
    } catch (IOException e) {
      close(socket);
      throw new JedisConnectionException(e);
    }
  }

  /** A name server that is silent holds up a lookup for long, and no setting of the JVM ends it. */
  private InetSocketAddress address() throws IOException {
    FutureTask<InetSocketAddress> lookup =
        new FutureTask<>(() -> new InetSocketAddress(host, port));
    Thread.ofVirtual().name("weir-cluster-lookup").start(lookup);
    try {
      InetSocketAddress address = lookup.get(timeoutMillis, TimeUnit.MILLISECONDS);
      if (address.isUnresolved()) {
        throw new UnknownHostException(host);
      }
      return address;
    } catch (TimeoutException e) {
      throw new UnknownHostException(host);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private Socket secured(Socket socket, SSLSocketFactory sockets) throws IOException {
    SSLSocket secured = (SSLSocket) sockets.createSocket(socket, host, port, true);
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
