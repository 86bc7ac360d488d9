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
  private static final int MOST_PIECE_BYTES = 64 * 1024;

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
      filled += fill(all, filled, all.length);
    }
    connection.write(all, all.length);
  }

  /**
   * Sends it to its end.
   *
   * @throws BackendException if it can't be read
   * @throws IOException if it can't be written
   */
  @SuppressWarnings("ThreadPriorityCheck") // To yield is only fairer.
  void send(UpstreamConnection connection, Writer to) throws IOException {
    OutputStream out = connection.body(length, PIECE_BYTES);
    if (available() == 0) {
      to.write(out::flush, false);
    }
    byte[] buffer = new byte[(int) Math.min(length, PIECE_BYTES)];
    boolean last = false;
    for (long left = length; !last; ) {
      buffer = largeEnough(buffer);
      byte[] piece = buffer;
      int filled = fill(piece, 0, (int) Math.min(left, piece.length));
      left -= filled;
      last = left == 0 || filled == 0;
      if (last) {
        to.write(() -> end(out, piece, filled), true);
      } else if (available() == 0) {
        to.write(() -> flush(out, piece, filled), false);
      } else {
        to.write(() -> out.write(piece, 0, filled), false);
        // A client that is never waited for would keep the processor to itself.
        Thread.yield();
      }
    }
  }

  /** Bytes that are there in one array, as those of a large body are, go on in one write. */
  private byte[] largeEnough(byte[] piece) {
    int there = Math.min(available(), MOST_PIECE_BYTES);
    return there > piece.length ? new byte[there] : piece;
  }

  private static void flush(OutputStream out, byte[] piece, int filled) throws IOException {
    out.write(piece, 0, filled);
    out.flush();
  }

  private static void end(OutputStream out, byte[] piece, int filled) throws IOException {
    out.write(piece, 0, filled);
    out.close();
  }

  /** Waits for one byte, and takes what is there with it; returns 0 at the end. */
  private int fill(byte[] piece, int from, int to) {
    try {
      int at = from;
      int filled = source.read(piece, at, to - at);
      while (filled > 0) {
        at += filled;
        filled = at < to && source.available() > 0 ? source.read(piece, at, to - at) : 0;
      }
      if (at == from && length < Long.MAX_VALUE) {
        throw new EOFException("The body is shorter than its length");
      }
      return at - from;
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
