package dev.weir.lab.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Half a second of load on a server of its own that responds at once, so that the first requests
 * that count do not wait until the generator's classes are loaded.
 */
public final class WarmUp {

  private static final byte[] RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Rate.Span LOAD = new Rate.Span(0, TimeUnit.MILLISECONDS.toNanos(500), 1_000);

  private WarmUp() {}

  public static void run(Stop stop) throws IOException, StoppedException {
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> accept(server));
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
      try (Connections connections = new Connections(Target.of(url))) {
        new Generator(connections, List.of(PATIENCE), OpenLoop.even(LOAD), (request, result) -> {})
            .run(stop);
      }
    }
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket connection = server.accept();
        Thread.ofVirtual().start(() -> respond(connection));
      }
    } catch (IOException e) {
      // The warm-up is over.
    }
  }

  /** What one read returns is one request: the generator sends none before the last response. */
  private static void respond(Socket connection) {
    byte[] request = new byte[1024];
    try (connection) {
      while (connection.getInputStream().read(request) > 0) {
        connection.getOutputStream().write(RESPONSE);
      }
    } catch (IOException e) {
      // The generator has closed the connection, as it does when it has no more to send.
    }
  }
}
