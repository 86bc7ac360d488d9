package dev.weir.edge;

import dev.weir.backend.BackendRequest;
import dev.weir.wire.ClientConnection;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, as far as it is read, and whether its client broke off sending it. One
 * thread may read it while another writes the response.
 */
final class ClientBody implements AutoCloseable {

  /** A body up to this size is cheaper to read and throw away than a new connection. */
  private static final long SMALL_BYTES = 64 * 1024;

  /** How long the end of a read is waited for when the response is over. */
  private static final long LINGERING_SECONDS = 1;

  private final ServerRequest request;
  private final long mostBytes;
  private final Optional<ClientConnection> connection;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Thread reader;
  private volatile boolean opened;
  private volatile boolean whole;
  private volatile boolean closed;
  private volatile boolean brokenOff;
  private volatile boolean tooLarge;
  private final AtomicLong received = new AtomicLong();

  /**
   * Makes the body of a request, none of which is read.
   *
   * @param mostBytes how large it may be
   */
  ClientBody(ServerRequest request, long mostBytes, Optional<ClientConnection> connection) {
    this.request = request;
    this.mostBytes = mostBytes;
    this.connection = connection;
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

  /** Returns whether reading it has begun, and has not come to its end. */
  boolean isBeingRead() {
    return opened && !whole;
  }

  /** Returns how many bytes of it were read. */
  long received() {
    return received.get();
  }

  /** Returns whether reading it failed because it is larger than it may be. */
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
    opened = true;
    return new FilterInputStream(request.content().inputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return ClientBody.this.read(in, buffer, offset, length);
      }

      @Override
      public int available() {
        return connection.map(ClientConnection::available).orElse(0);
      }
    };
  }

  private int read(InputStream in, byte[] buffer, int offset, int length) throws IOException {
    reading.lock();
    reader = Thread.currentThread();
    try {
      if (closed) {
        throw new IOException("The request is over");
      }
      int read = in.read(buffer, offset, length);
      if (received.get() + read > mostBytes) {
        tooLarge = !closed;
        throw new IOException("The body is larger than " + mostBytes + " bytes");
      }
      long soFar = received.addAndGet(Math.max(0, read));
      whole = read < 0 || soFar == length().orElse(-1);
      return read;
    } catch (IOException | RuntimeException e) {
      brokenOff |= !closed;
      throw new IOException("The client broke off its request", e);
    } finally {
      reader = null;
      reading.unlock();
    }
  }

  /**
   * Ends the reading for the backend. A read that waits for the client gets a moment; then its
   * thread is interrupted, which closes the client's connection.
   */
  @Override
  public void close() {
    closed = true;
    try {
      if (!reading.tryLock(LINGERING_SECONDS, TimeUnit.SECONDS)) {
        awaitInterrupted();
      }
    } catch (InterruptedException e) {
      awaitInterrupted();
      Thread.currentThread().interrupt();
    }
    reading.unlock();
  }

  private void awaitInterrupted() {
    Thread late = reader;
    if (late != null) {
      late.interrupt();
    }
    reading.lock();
  }
}
