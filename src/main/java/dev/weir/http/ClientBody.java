package dev.weir.http;

import dev.weir.backend.BackendRequest;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** The body of one request, as far as it is read, and whether its client broke off sending it. */
final class ClientBody {

  /** A body up to this size is cheaper to read and throw away than a new connection. */
  private static final long SMALL_BYTES = 64 * 1024;

  private final ServerRequest request;
  private boolean brokenOff;
  private boolean tooLarge;
  private long received;

  ClientBody(ServerRequest request) {
    this.request = request;
  }

  /** Returns the body for the backend; nothing is read, and no 100 sent, until it is opened. */
  Optional<BackendRequest.Body> forBackend() {
    return request.content().hasEntity()
        ? Optional.of(new BackendRequest.Body(length(), this::open))
        : Optional.empty();
  }

  /** Returns whether reading it failed: then it was the client that failed, not the backend. */
  boolean brokenOff() {
    return brokenOff;
  }

  /** Returns how many bytes of it were read. */
  long received() {
    return received;
  }

  /** Returns whether that was because it is larger than it may be. */
  boolean tooLarge() {
    return tooLarge;
  }

  /**
   * Returns whether a refusal has to end the connection, because what the client may still send is
   * large or of unknown length, and would have to be read to get at the next request.
   */
  boolean tooLargeToSkip() {
    if (!request.content().hasEntity() || request.content().consumed()) {
      return false;
    }
    boolean small = length().orElse(Long.MAX_VALUE) <= SMALL_BYTES;
    return !small || request.headers().containsToken(HeaderValues.EXPECT_100);
  }

  private OptionalLong length() {
    return request.headers().contentLength();
  }

  private InputStream open() {
    return new FilterInputStream(request.content().inputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
          int read = super.read(buffer, offset, length);
          received += Math.max(0, read);
          return read;
        } catch (IOException | RuntimeException e) {
          brokenOff = true;
          tooLarge = e instanceof BodyTooLargeException;
          throw new IOException("The client broke off its request", e);
        }
      }
    };
  }
}
