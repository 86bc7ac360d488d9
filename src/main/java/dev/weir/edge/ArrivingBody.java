package dev.weir.edge;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * The body of a backend's response, piece by piece as it arrives. The pieces become larger once the
 * body has turned out to be large, so that it takes a fourth of the reads and writes; one that
 * arrives in small pieces needs no large buffer, however long it is.
 */
final class ArrivingBody {

  private static final int LARGE_PIECE_BYTES = 64 * 1024;

  /** From so many bytes on a body is large. */
  private static final int LARGE_BYTES = 256 * 1024;

  private final InputStream body;
  private byte[] piece;
  private long arrived;
  private boolean filled;

  /**
   * Makes a body of which nothing has been read.
   *
   * @param pieceBytes how large its pieces are at most, as long as it is not large
   */
  ArrivingBody(InputStream body, int pieceBytes) {
    this.body = body;
    this.piece = new byte[pieceBytes];
  }

  /** Returns whether a read would wait, as far as is known. */
  boolean pauses() {
    try {
      return body.available() == 0;
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  /**
   * Waits for the next piece.
   *
   * @return how many bytes it has, or -1 at the end
   * @throws BackendException if the backend broke off, or has been silent for too long
   */
  int read() {
    if (filled && arrived >= LARGE_BYTES && piece.length < LARGE_PIECE_BYTES) {
      piece = new byte[LARGE_PIECE_BYTES];
    }
    try {
      int length = body.read(piece);
      filled = length == piece.length;
      arrived += Math.max(0, length);
      return length;
    } catch (SocketTimeoutException e) {
      throw new BackendException(Failure.TIMEOUT, "The backend fell silent in its response", e);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private static BackendException brokenOff(IOException e) {
    return new BackendException(Failure.BROKEN, "The backend broke off its response", e);
  }

  /** Returns the array in which the last piece is, from its start; the next read overwrites it. */
  byte[] piece() {
    return piece;
  }
}
