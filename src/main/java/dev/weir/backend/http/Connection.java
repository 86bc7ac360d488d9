package dev.weir.backend.http;

import dev.weir.time.Alarms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ChunkedOutputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * One connection to an address, buffered both ways. It is used by one call at a time; only {@link
 * #close} may come from elsewhere.
 */
final class Connection implements AutoCloseable {

  /** A piece of a body with its chunk's frame, or a head with a small body, fit in one write. */
  private static final int OUT_BYTES = 12 * 1024;

  private static final int IN_BYTES = 8 * 1024;

  /** A connection that was used this recently is hardly ever closed; if it is, a retry helps. */
  private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Socket plain;
  private final Socket socket;
  private final InputStream socketIn;
  private final OutputStream socketOut;
  private final SessionInputBufferImpl in =
      new SessionInputBufferImpl(IN_BYTES, HeadReader.MOST_BYTES);
  private final SessionOutputBufferImpl out = new SessionOutputBufferImpl(OUT_BYTES);
  private final TimeLimit limit;
  private boolean used;
  private long idleSinceNanos;
  private volatile long idleUntilNanos;

  /**
   * Takes over a connection that was made.
   *
   * @param plain the socket, which is closed to break off
   * @param socket the same, or TLS on top of it
   */
  Connection(Socket plain, Socket socket, Alarms alarms) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.socketIn = socket.getInputStream();
    this.socketOut = socket.getOutputStream();
    this.limit = new TimeLimit(alarms, this::cut);
  }

  TimeLimit limit() {
    return limit;
  }

  void write(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length, socketOut);
  }

  void flush() throws IOException {
    out.flush(socketOut);
  }

  /** Returns a stream that writes chunks, whose last one is written when it is closed. */
  OutputStream chunks(int chunkBytes) {
    return new ChunkedOutputStream(out, socketOut, chunkBytes, null);
  }

  /** Appends a line without its end; returns false if the connection has ended. */
  boolean readLine(CharArrayBuffer line) throws IOException {
    return in.readLine(line, socketIn) >= 0;
  }

  /** Reads as {@link InputStream#read(byte[], int, int)} does. */
  int read(byte[] buffer, int offset, int length) throws IOException {
    return in.read(buffer, offset, length, socketIn);
  }

  /** Returns a stream that reads chunks until the last one. */
  ChunkedInputStream chunks() {
    return new ChunkedInputStream(in, socketIn, HeadReader.TRAILERS);
  }

  /** Returns how many bytes can be read without asking the socket. */
  int buffered() {
    return in.length();
  }

  /** Returns how many bytes ever came. */
  long received() {
    return in.getMetrics().getBytesTransferred();
  }

  /** Returns whether something came that was not read yet; never waits. */
  boolean hasNews() throws IOException {
    return in.hasBufferedData() || socketIn.available() > 0;
  }

  /** Returns whether an earlier call used it, so that it may have been closed since. */
  boolean used() {
    return used;
  }

  /** A call is over, and the next may come within so long. */
  void rest(long keepAliveNanos) {
    used = true;
    idleSinceNanos = System.nanoTime();
    idleUntilNanos = idleSinceNanos + keepAliveNanos;
  }

  /** Returns whether it has been idle for too long. */
  boolean expired(long nowNanos) {
    return nowNanos - idleUntilNanos >= 0;
  }

  /** Returns whether the service has closed it, or spoke unasked; looks only after a while. */
  boolean stale(long nowNanos) {
    return nowNanos - idleSinceNanos > TRUSTED_NANOS && !isSilentAndOpen();
  }

  private boolean isSilentAndOpen() {
    try {
      socket.setSoTimeout(1);
      in.fillBuffer(socketIn);
      return false;
    } catch (SocketTimeoutException e) {
      return isTimeoutOff();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isTimeoutOff() {
    try {
      socket.setSoTimeout(0);
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  /** Closes it at once: nothing is sent before, not even a farewell of TLS. */
  @Override
  public void close() {
    limit.close();
    cut();
  }

  private void cut() {
    try {
      plain.close();
    } catch (IOException e) {
      System.getLogger(Connection.class.getName())
          .log(System.Logger.Level.DEBUG, "A connection was broken as it was closed", e);
    }
  }
}
