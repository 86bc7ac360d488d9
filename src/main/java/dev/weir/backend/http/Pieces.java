package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The body of a request in pieces, each of which is as large as what has come allows. They are
 * flushed whenever the next byte has to be waited for, so that nothing is ever held back.
 *
 * @param source the body
 * @param length its length; {@link Long#MAX_VALUE} if that is not known
 */
record Pieces(InputStream source, long length) {

  private static final int PIECE_BYTES = 8 * 1024;

  /** What goes out at once; the buffers of an idle connection take it without waiting. */
  private static final int SMALL_BYTES = 2 * PIECE_BYTES;

  /** Writes to the service. */
  interface Write {
    void run() throws IOException;
  }

  /** Runs a write, with a timeout around it. */
  interface Writer {
    void write(Write write, boolean last) throws IOException;
  }

  /** Opens a body. */
  static Pieces of(BackendRequest.Body body) {
    return new Pieces(body.stream().get(), body.length().orElse(Long.MAX_VALUE));
  }

  /** Returns whether it is small and all of it has come. */
  boolean areThere() {
    return length <= SMALL_BYTES && available() >= length;
  }

  /** Sends one that {@link #areThere}. */
  void sendAll(UpstreamConnection connection) throws IOException {
    byte[] all = new byte[(int) length];
    int filled = 0;
    while (filled < all.length) {
      filled += whole(fill(all, filled, all.length));
    }
    connection.write(all, all.length);
  }

  /**
   * Sends it to its end.
   *
   * @throws BackendException if it can't be read
   * @throws IOException if it can't be written
   */
  void send(UpstreamConnection connection, Writer to) throws IOException {
    if (available() == 0) {
      to.write(connection::flush, false);
    }
    if (length < Long.MAX_VALUE) {
      sendLength(connection, to);
    } else {
      sendChunks(connection, to);
    }
  }

  private void sendLength(UpstreamConnection connection, Writer to) throws IOException {
    byte[] piece = new byte[(int) Math.min(length, PIECE_BYTES)];
    for (long left = length; left > 0; ) {
      int filled = whole(fill(piece, 0, (int) Math.min(left, piece.length)));
      left -= filled;
      boolean last = left == 0;
      boolean pause = last || available() == 0;
      to.write(
          () -> {
            connection.write(piece, filled);
            flush(pause, connection::flush);
          },
          last);
    }
  }

  private void sendChunks(UpstreamConnection connection, Writer to) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    OutputStream chunks = connection.chunks(PIECE_BYTES);
    for (int filled = fill(piece, 0, piece.length);
        filled >= 0;
        filled = fill(piece, 0, piece.length)) {
      int arrived = filled;
      boolean pause = available() == 0;
      to.write(
          () -> {
            chunks.write(piece, 0, arrived);
            flush(pause, chunks::flush);
          },
          false);
    }
    to.write(chunks::close, true);
  }

  /** A client that is never waited for would keep the processor to itself. */
  @SuppressWarnings("ThreadPriorityCheck") // It is only fairer.
  private static void flush(boolean pause, Write flush) throws IOException {
    if (pause) {
      flush.run();
    } else {
      Thread.yield();
    }
  }

  private static int whole(int filled) {
    if (filled < 0) {
      throw brokenOff(new EOFException("The body is shorter than its length"));
    }
    return filled;
  }

  /** Waits for one byte, and takes what is there with it; returns -1 at the end. */
  private int fill(byte[] piece, int from, int to) {
    try {
      int filled = source.read(piece, from, to - from);
      int at = from + filled;
      while (filled > 0 && at < to && source.available() > 0) {
        filled = source.read(piece, at, to - at);
        at += Math.max(0, filled);
      }
      return at > from ? at - from : -1;
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private int available() {
    try {
      return source.available();
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private static BackendException brokenOff(IOException e) {
    return new BackendException(Failure.BROKEN, "The body of the request broke off", e);
  }
}
