package dev.weir;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A service whose every byte the test decides: each connection is handed to it as a socket. */
public final class StubUpstream implements AutoCloseable {

  /** A crowd comes at once, and a connection that finds no place here takes a second more. */
  private static final int BACKLOG = 1024;

  /** What the service does with one connection, which is closed afterwards. */
  public interface Conduct {
    void meet(Socket connection) throws IOException;
  }

  private final ServerSocket server;
  private final Thread accepting;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Conduct conduct = connection -> {};

  public StubUpstream() throws IOException {
    this(FreePort.find());
  }

  /** Listens on this port. */
  public StubUpstream(int port) throws IOException {
    this(InetAddress.getLoopbackAddress(), port);
  }

  /** Listens at this address, of which Linux has all from 127.0.0.1 on. */
  public StubUpstream(InetAddress address, int port) throws IOException {
    server = new ServerSocket(port, BACKLOG, address);
    accepting = Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> meet(connection));
      }
    } catch (SocketException e) {
      // The test is over and has closed the server.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void meet(Socket connection) {
    try (connection) {
      conduct.meet(connection);
    } catch (IOException e) {
      // Weir hung up, which some tests are about; what it did instead is what they look at.
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return server.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  public void does(Conduct conduct) {
    this.conduct = conduct;
  }

  /** Responds to every request on every connection with these bytes. */
  public void responds(String bytes) {
    responds(bytes, new ConcurrentLinkedQueue<>());
  }

  /** Responds to every request on every connection with these bytes, and adds it to those seen. */
  public void responds(String bytes, Queue<HttpText> seen) {
    does(
        connection -> {
          while (true) {
            respond(connection, bytes, seen);
          }
        });
  }

  /** Responds to one request on each connection with these bytes, and adds it to those seen. */
  public void respondsOnce(String bytes, Queue<HttpText> seen) {
    does(connection -> respond(connection, bytes, seen));
  }

  private static void respond(Socket connection, String bytes, Queue<HttpText> seen)
      throws IOException {
    seen.add(HttpText.read(connection));
    write(connection, bytes);
  }

  /** Writes all of it; once it is written Weir may hang up, and the service with it. */
  public static void write(Socket connection, String bytes) throws IOException {
    connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Ends when nothing can connect any more: the thread in accept() closes the port, not this one.
   */
  @Override
  public void close() throws IOException {
    server.close();
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the port was being closed");
    }
  }
}
