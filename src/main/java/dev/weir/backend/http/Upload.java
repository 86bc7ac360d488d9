package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends the body of a request while it arrives, and stops when the service has refused it.
 *
 * <p>An answer of success that begins before the body has ended waits until it has.
 */
final class Upload {

  private static final int PIECE_BYTES = 8 * 1024;
  private static final int FIRST_REFUSAL = 300;

  private final Connection connection;
  private final Answers answers;
  private final Duration idle;
  private Optional<ResponseHead> early = Optional.empty();
  private boolean whole;

  Upload(Connection connection, Answers answers, Duration idle) {
    this.connection = connection;
    this.answers = answers;
    this.idle = idle;
  }

  /** Returns whether the body was sent to its end, so that another request may follow. */
  boolean whole() {
    return whole;
  }

  /**
   * Sends it.
   *
   * @return the head of an answer that came already
   * @throws BackendException if the body can't be read
   */
  Optional<ResponseHead> send(BackendRequest.Body body) throws IOException {
    InputStream source = body.stream().get();
    try {
      if (body.length().isPresent()) {
        sendLength(source, body.length().getAsLong());
      } else {
        sendChunks(source);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return Optional.of(lastWord(e));
    }
    return early;
  }

  private void sendLength(InputStream source, long length) throws IOException {
    byte[] piece = new byte[(int) Math.min(length, PIECE_BYTES)];
    long left = length;
    while (left > 0 && !refused()) {
      int arrived = read(source, piece, (int) Math.min(left, piece.length));
      if (arrived < 0) {
        throw brokenOff(new EOFException("The body is shorter than its length"));
      }
      left -= arrived;
      begin();
      connection.write(piece, arrived);
      // What is whole goes out together with what is set up after it: the last flush is the call's.
      end(left > 0);
    }
    whole = left == 0;
  }

  private void sendChunks(InputStream source) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    OutputStream chunks = connection.chunks(PIECE_BYTES);
    int arrived = read(source, piece, piece.length);
    while (arrived >= 0 && !refused()) {
      begin();
      chunks.write(piece, 0, arrived);
      chunks.flush();
      end(false);
      arrived = read(source, piece, piece.length);
    }
    if (arrived < 0) {
      begin();
      chunks.close();
      end(false);
      whole = true;
    }
  }

  private void begin() {
    connection.limit().set(idle, "The backend did not take the request in time");
  }

  private void end(boolean flush) throws IOException {
    if (flush) {
      connection.flush();
    }
    connection.limit().kept();
  }

  /** Looks, without waiting, whether an answer came, and whether that ends the request. */
  private boolean refused() throws IOException {
    while (early.isEmpty() && connection.hasNews()) {
      begin();
      early = answers.next();
      connection.limit().kept();
    }
    return early.isPresent() && early.get().status() >= FIRST_REFUSAL;
  }

  private static int read(InputStream source, byte[] piece, int most) {
    try {
      return source.read(piece, 0, most);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private static BackendException brokenOff(IOException e) {
    return new BackendException(Failure.BROKEN, "The body of the request broke off", e);
  }

  /** A service that takes no more may have said why before it hung up. */
  private ResponseHead lastWord(IOException failure) throws IOException {
    try {
      ResponseHead head = early.isPresent() ? early.get() : answers.last();
      connection.limit().kept();
      return head;
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
