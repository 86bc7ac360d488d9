package dev.weir.faults;

import dev.weir.StubUpstream;
import dev.weir.WeirClient;
import dev.weir.faults.StrictReader.Response;
import dev.weir.faults.TaggedExchange.Leaving;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A client with one connection at a time, which it keeps as long as it can, or cuts anywhere. */
final class TaggedClient implements AutoCloseable {

  private static final int LONGEST_SILENCE_MILLIS = 60_000;

  private final WeirClient weir;
  private Optional<Link> link = Optional.empty();

  /**
   * What a client got.
   *
   * @param response the whole one, if there was one
   * @param bytes all that came, whether it was whole or not
   */
  record Got(Optional<Response> response, String bytes) {}

  /** A connection, and what came on it for the last request. */
  private record Link(Socket socket, Recorded in, StrictReader reader) {

    static Link on(Socket socket) throws IOException {
      socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
      Recorded in = new Recorded(new BufferedInputStream(socket.getInputStream()));
      return new Link(socket, in, new StrictReader(in, StrictReader.Extras.SKIPPED));
    }
  }

  /** Keeps what was read. */
  private static final class Recorded extends FilterInputStream {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    Recorded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      if (next >= 0) {
        seen.write(next);
      }
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      seen.write(buffer, offset, Math.max(0, read));
      return read;
    }
  }

  TaggedClient(WeirClient weir) {
    this.weir = weir;
  }

  /**
   * Sends a request, and returns what comes of it; for the next there may be another connection.
   *
   * @throws IOException if it could be read in two ways, or nothing came for a long time
   */
  Got ask(TaggedExchange exchange) throws IOException {
    Link used = link.isPresent() ? link.get() : Link.on(weir.raw(""));
    link = Optional.of(used);
    used.in.seen.reset();
    send(used.socket, exchange);
    Optional<Response> response = receive(used, exchange);
    if (response.isEmpty() || response.get().fields().all("connection").contains("close")) {
      close();
    }
    return new Got(response, used.in.seen.toString(StandardCharsets.ISO_8859_1));
  }

  /** Sends it in two pieces, or only the first. */
  private static void send(Socket socket, TaggedExchange exchange) {
    String bytes = exchange.request().bytes();
    int first = Math.min(exchange.leavesAt(), bytes.length());
    try {
      StubUpstream.write(socket, bytes.substring(0, first));
      if (exchange.leaving() != Leaving.SENDING) {
        StubUpstream.write(socket, bytes.substring(first));
      }
    } catch (IOException e) {
      // Weir has closed it, and may have responded before.
    }
  }

  private static Optional<Response> receive(Link link, TaggedExchange exchange) throws IOException {
    try {
      if (exchange.leaving() == Leaving.NEVER) {
        return Optional.of(link.reader.response(exchange.method()));
      }
      if (exchange.leaving() == Leaving.READING) {
        byte[] some = new byte[exchange.leavesAt()];
        link.in.read(some, 0, some.length);
      }
      link.socket.setSoLinger(exchange.leavesAt() % 2 == 0, 0);
    } catch (EOFException | SocketException e) {
      // Cut, as that of the upstream was, or closed with a response to half a request.
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    if (link.isPresent()) {
      link.get().socket.close();
      link = Optional.empty();
    }
  }
}
