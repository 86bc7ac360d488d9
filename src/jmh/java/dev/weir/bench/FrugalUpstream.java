package dev.weir.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** A service with one connection at a time, that allocates nothing for a response. */
final class FrugalUpstream implements AutoCloseable {

  private static final byte[] RESPONSE =
      "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(ISO_8859_1);

  private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final CountDownLatch still = new CountDownLatch(1);
  private volatile boolean standsStill;

  FrugalUpstream() throws IOException {
    Thread.ofPlatform().daemon().start(this::serve);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Has the next request wait for good. */
  void standStill() {
    standsStill = true;
  }

  /** Returns when a request waits for good. */
  void awaitStill() {
    try {
      still.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        connection.setTcpNoDelay(true);
        serve(connection);
      } catch (IOException e) {
        // Weir has ended the connection, or the benchmark is over.
      }
    }
  }

  /** A request is small, and so comes in one piece. */
  private void serve(Socket connection) throws IOException {
    byte[] request = new byte[16 * 1024];
    while (connection.getInputStream().read(request) > 0) {
      if (standsStill) {
        still.countDown();
      } else {
        connection.getOutputStream().write(RESPONSE);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
