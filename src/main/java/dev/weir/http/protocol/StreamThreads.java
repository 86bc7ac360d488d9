package dev.weir.http.protocol;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of one HTTP/2 connection, one for each of its requests, which end with it.
 *
 * <p>The server leaves them alone when a connection breaks: one that reads a body that will never
 * come would hold its permit for ever.
 */
final class StreamThreads implements ConnectionContext, AutoCloseable {

  private final ConnectionContext connection;
  private final SharedConnection shared;
  private final FrameWriter frames;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  StreamThreads(ConnectionContext connection) {
    this.connection = connection;
    this.shared = new SharedConnection(connection.listenerContext());
    this.frames = new FrameWriter(connection.dataWriter());
  }

  @Override
  public ExecutorService executor() {
    return threads;
  }

  /** Interrupts those that are still at work: there is nobody left to answer. */
  @Override
  public void close() {
    shared.end();
    threads.shutdownNow();
  }

  @Override
  public ListenerContext listenerContext() {
    return shared;
  }

  @Override
  public FrameWriter dataWriter() {
    return frames;
  }

  @Override
  public DataReader dataReader() {
    return connection.dataReader();
  }

  @Override
  public Router router() {
    return connection.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return connection.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return connection.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return connection.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return connection.localPeer();
  }

  @Override
  public boolean isSecure() {
    return connection.isSecure();
  }

  @Override
  public String socketId() {
    return connection.socketId();
  }

  @Override
  public String childSocketId() {
    return connection.childSocketId();
  }
}
