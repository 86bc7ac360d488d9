package dev.weir.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP service whose calls take longer on one path than on another. It has a number of places;
 * calls that find them taken wait in a line of its own, without bound, and are done even if their
 * client has gone. The response begins with the call and ends with it, as a stream does.
 */
final class Upstream implements AutoCloseable {

  /** The field that says how many places a call takes; one without it. */
  private static final String PLACES_FIELD = "x-cost:";

  private static final String BEGIN = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nfirst ";
  private static final String END = "last.";
  private static final long SEED = 1;

  private final ServerSocket server;
  private final Semaphore places;
  private final List<Path> paths;
  private final Random random = new Random(SEED);

  /**
   * What calls of one path take.
   *
   * @param path the path as it is sent
   * @param mean the mean of what they take
   * @param sigma the standard deviation of its logarithm, which is normal; 0 if all take the same
   */
  record Path(String path, Duration mean, double sigma) {

    Duration draw(Random random) {
      double factor = Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
      return Duration.ofNanos((long) (mean.toNanos() * factor));
    }
  }

  /** Starts on a free port of loopback. */
  Upstream(int places, List<Path> paths) throws IOException {
    this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    this.places = new Semaphore(places, true);
    this.paths = paths;
    Thread.ofVirtual().name("weir-lab-upstream").start(this::accept);
  }

  /** Returns where it serves. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void serve(Socket connection) {
    try (connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        call(path(line), placesIn(in), connection.getOutputStream());
      }
    } catch (IOException e) {
      // Weir has closed the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path path(String requestLine) {
    return paths.stream()
        .filter(path -> requestLine.contains(" " + path.path() + " "))
        .findFirst()
        .orElse(paths.getFirst());
  }

  /** Reads the rest of a head. */
  private static int placesIn(BufferedReader in) throws IOException {
    int places = 1;
    for (String field = in.readLine(); field != null && !field.isEmpty(); field = in.readLine()) {
      if (field.toLowerCase(Locale.ROOT).startsWith(PLACES_FIELD)) {
        places = Integer.parseInt(field.substring(PLACES_FIELD.length()).strip());
      }
    }
    return places;
  }

  private void call(Path path, int taken, OutputStream out)
      throws IOException, InterruptedException {
    places.acquire(taken);
    try {
      out.write(BEGIN.getBytes(StandardCharsets.US_ASCII));
      TimeUnit.NANOSECONDS.sleep(path.draw(random).toNanos());
    } finally {
      places.release(taken);
    }
    out.write(END.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
