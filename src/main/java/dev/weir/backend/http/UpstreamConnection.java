package dev.weir.backend.http;

import dev.weir.time.Timeouts;
import dev.weir.time.Timeouts.Timeout;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.io.ChunkedOutputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthOutputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * One connection to an upstream, buffered both ways. It is used by one call at a time, of which one
 * thread may write while another reads; only {@link #cut} may come from elsewhere.
 */
final class UpstreamConnection implements AutoCloseable {

  /** A piece of a body with its chunk's frame, or a head with a small body, fit in one write. */
  private static final int OUT_BYTES = 12 * 1024;

  private static final int IN_BYTES = 8 * 1024;

  private static final int TYPICAL_LINE_BYTES = 128;

  /** A larger buffer of a line is not kept for the next one. */
  private static final int MOST_KEPT_LINE_BYTES = 4 * 1024;

  /** The longest line that is read. */
  static final int MOST_LINE_BYTES = 64 * 1024;

  private final Socket plain;
  private final Socket socket;
  private final InputStream socketIn;
  private final OutputStream socketOut;
  private final SessionInputBufferImpl in = new SessionInputBufferImpl(IN_BYTES, MOST_LINE_BYTES);
  private final SessionOutputBufferImpl out = new SessionOutputBufferImpl(OUT_BYTES);
  private final HeadBytes requestHead = new HeadBytes();
  private CharArrayBuffer line = new CharArrayBuffer(TYPICAL_LINE_BYTES);
  private final FieldSection fields = new FieldSection(this::readLine);
  private final Timeouts timeouts;
  private final CallTimeout timeout;
  private boolean used;
  private volatile long idleUntilNanos;
  private OptionalLong retiresNanos = OptionalLong.empty();

  /**
   * Takes over a connection that was made.
   *
   * @param plain the socket of a channel, which is closed to break off
   * @param socket the same, or TLS on top of it
   */
  UpstreamConnection(Socket plain, Socket socket, Timeouts timeouts) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.socketIn = socket.getInputStream();
    this.socketOut = socket.getOutputStream();
    this.timeouts = timeouts;
    this.timeout = new CallTimeout(timeouts, this::cut);
  }

  /** Returns the timeout of the thread that reads from it. */
  CallTimeout timeout() {
    return timeout;
  }

  /** Returns another timeout on the same clock, which is off. */
  Timeout timeout(Runnable expire) {
    return timeouts.add(expire);
  }

  /** Returns where the head of a request is put together. */
  HeadBytes requestHead() {
    return requestHead;
  }

  void write(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length, socketOut);
  }

  void flush() throws IOException {
    out.flush(socketOut);
  }

  /**
   * Returns a stream that writes a body, which ends when it is closed.
   *
   * @param length in bytes; {@link Long#MAX_VALUE} if it is not known, for chunks
   */
  OutputStream body(long length, int chunkBytes) {
    return length < Long.MAX_VALUE
        ? new ContentLengthOutputStream(out, socketOut, length)
        : new ChunkedOutputStream(out, socketOut, chunkBytes, null);
  }

  /**
   * Reads a line of a head or of trailers.
   *
   * @return the line without its end, until the next one is read
   * @throws EOFException if the connection has ended
   */
  CharArrayBuffer readLine() throws IOException {
    if (line.capacity() > MOST_KEPT_LINE_BYTES) {
      line = new CharArrayBuffer(TYPICAL_LINE_BYTES);
    }
    line.clear();
    try {
      if (in.readLine(line, socketIn) < 0) {
        throw new EOFException("The connection ended between the lines of a response");
      }
      return line;
    } catch (MessageConstraintException e) {
      throw new ProtocolException("A response has a line that is too long");
    }
  }

  /** Returns what reads the fields of its responses. */
  FieldSection fields() {
    return fields;
  }

  /** Reads as {@link InputStream#read(byte[], int, int)} does. */
  int read(byte[] buffer, int offset, int length) throws IOException {
    return in.read(buffer, offset, length, socketIn);
  }

  /** Reads as {@link InputStream#read()} does. */
  int read() throws IOException {
    return in.read(socketIn);
  }

  /** Returns how many bytes can be read without asking the socket. */
  int buffered() {
    return in.length();
  }

  /** Returns how many bytes ever came. */
  long received() {
    return in.getMetrics().getBytesTransferred();
  }

  /** Returns how many bytes can be read without waiting, at least. */
  int available() throws IOException {
    return in.hasBufferedData() ? in.length() : socketIn.available();
  }

  /** Returns whether an earlier call used it, so that it may have been closed since. */
  boolean used() {
    return used;
  }

  /** No call begins on it from this moment on. */
  void retireAt(long atNanos) {
    retiresNanos = OptionalLong.of(atNanos);
  }

  /** A call is over, and the next may come within so long, unless it retires before. */
  void idle(long nowNanos, long keepAliveNanos) {
    used = true;
    long leftNanos =
        retiresNanos.isPresent() ? retiresNanos.getAsLong() - nowNanos : keepAliveNanos;
    idleUntilNanos = nowNanos + Math.min(keepAliveNanos, leftNanos);
  }

  /** Returns whether it has been idle for too long, or is too old. */
  boolean expired(long nowNanos) {
    return nowNanos - idleUntilNanos >= 0;
  }

  /**
   * Returns whether the service has closed it, or sent something without a request; never waits.
   */
  boolean stale() {
    try {
      return hasDecrypted() || in.hasBufferedData() || look() != 0;
    } catch (ClosedByInterruptException e) {
      // The call finds that out, and would on another connection too.
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Bytes of plain text need no look here, because {@link #look} would find them. */
  private boolean hasDecrypted() throws IOException {
    return !socket.equals(plain) && socketIn.available() > 0;
  }

  /** Reads from an idle connection without waiting: 0 if there is nothing, -1 at its end. */
  private int look() throws IOException {
    SocketChannel channel = plain.getChannel();
    channel.configureBlocking(false);
    int read = channel.read(ByteBuffer.allocate(1));
    channel.configureBlocking(true);
    return read;
  }

  /** Closes it at once: nothing is sent before, not even a farewell of TLS. */
  @Override
  public void close() {
    timeout.close();
    cut();
  }

  /** Ends whatever waits for the service; its owner still has to close it. */
  void cut() {
    try {
      plain.close();
    } catch (IOException e) {
      System.getLogger(UpstreamConnection.class.getName())
          .log(System.Logger.Level.DEBUG, "A connection was broken as it was closed", e);
    }
  }
}
