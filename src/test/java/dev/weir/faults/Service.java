package dev.weir.faults;

import static dev.weir.HttpText.head;

import dev.weir.HttpText;
import dev.weir.StubUpstream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service that takes its time for each response, and fails as a test says.
 *
 * <p>What is asked for under {@code /large} is large; everything else is small.
 */
final class Service implements AutoCloseable {

  static final int LARGE_BYTES = 8_000_000;

  private static final String SMALL = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String LARGE =
      head("HTTP/1.1 200 OK", "Content-Length: " + LARGE_BYTES) + "a".repeat(LARGE_BYTES);

  /** What it does with the requests that come from now on. */
  enum Mood {
    WELL(20),
    SLOW(500),
    HUNG(0),
    RESETS_WITHIN_ITS_RESPONSE(20),
    TALKS_GARBAGE(20);

    private final int millis;

    Mood(int millis) {
      this.millis = millis;
    }
  }

  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private StubUpstream upstream = new StubUpstream();
  private volatile Mood mood = Mood.WELL;

  Service() throws IOException {
    upstream.does(this::meet);
  }

  String url() {
    return upstream.url();
  }

  void is(Mood mood) {
    this.mood = mood;
  }

  /** It is killed: its port is closed, and all connections are reset. */
  void dies() throws IOException {
    upstream.close();
    for (Socket connection : connections) {
      try {
        reset(connection);
      } catch (SocketException e) {
        // Weir hung up at the same moment.
      }
    }
  }

  /** It is started again where it was. */
  void comesBack() throws IOException {
    upstream = new StubUpstream(upstream.port());
    upstream.does(this::meet);
  }

  private void meet(Socket connection) throws IOException {
    connections.add(connection);
    try {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (true) {
        HttpText request = HttpText.read(in);
        work(mood.millis);
        respond(connection, request);
      }
    } finally {
      connections.remove(connection);
    }
  }

  /** Takes its time for one call. */
  static void work(int millis) throws IOException {
    try {
      // Nothing is waited for: this is what a call takes.
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void respond(Socket connection, HttpText request) throws IOException {
    switch (mood) {
      case WELL, SLOW ->
          StubUpstream.write(
              connection, request.head().getFirst().contains("/large") ? LARGE : SMALL);
      case HUNG -> connection.getInputStream().transferTo(OutputStream.nullOutputStream());
      case TALKS_GARBAGE -> {
        StubUpstream.write(connection, "\u0000\u0001\u0002\r\n\r\n");
        throw new IOException("that was no response");
      }
      case RESETS_WITHIN_ITS_RESPONSE -> {
        StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Content-Length: 1000") + "half");
        reset(connection);
        throw new IOException("that was half a response");
      }
    }
  }

  private static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  @Override
  public void close() throws IOException {
    dies();
  }
}
