package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;

/**
 * The body of an answer while it arrives. Once it was read to its end, its connection is free for
 * the next call, or closed if there can be none; closed before its end, it closes the connection.
 *
 * <p>Reading throws {@link dev.weir.backend.BackendException} if the service breaks off or falls
 * silent.
 */
final class AnswerBody extends InputStream {

  /** The bytes of the end of a chunk, and of the last chunk. */
  private static final int END_OF_CHUNKS = "\r\n0\r\n\r\n".length();

  private final Connection connection;
  private final Framing framing;
  private final Optional<Pool> home;
  private final Duration idle;
  private final Optional<ChunkedInputStream> chunks;
  private long left;
  private boolean over;
  private List<Field> trailers = List.of();

  /**
   * Begins after the head of an answer.
   *
   * @param home where the connection goes afterwards, if it can be used again
   * @param idle how long the service may be silent
   */
  AnswerBody(Connection connection, Framing framing, Optional<Pool> home, Duration idle) {
    this.connection = connection;
    this.framing = framing;
    this.home = home;
    this.idle = idle;
    this.left = framing.length() >= 0 ? framing.length() : Long.MAX_VALUE;
    this.chunks =
        framing.length() == Framing.CHUNKED ? Optional.of(connection.chunks()) : Optional.empty();
    if (left == 0) {
      end();
    }
  }

  /** Returns the fields that came after the body; empty until it was read to its end. */
  List<Field> trailers() {
    return trailers;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (over) {
      return -1;
    }
    try {
      int arrived = readInTime(buffer, offset, (int) Math.min(left, length));
      left -= Math.max(0, arrived);
      if (arrived < 0) {
        atEndOfStream();
      }
      if (arrived < 0 || left == 0) {
        end();
      }
      return arrived;
    } catch (IOException e) {
      close();
      throw connection.limit().failure(e, "The backend broke off its answer");
    }
  }

  /** What has come already is read without a limit: that takes no time. */
  private int readInTime(byte[] buffer, int offset, int length) throws IOException {
    if (chunks.isEmpty() && connection.buffered() > 0) {
      return connection.read(buffer, offset, length);
    }
    connection.limit().set(idle, "The backend fell silent in its answer");
    int arrived =
        chunks.isPresent()
            ? chunks.get().read(buffer, offset, length)
            : connection.read(buffer, offset, length);
    connection.limit().kept();
    return arrived;
  }

  private void atEndOfStream() throws IOException {
    if (framing.length() >= 0) {
      throw new EOFException("The connection ended " + left + " bytes before the answer");
    }
    if (chunks.isPresent()) {
      trailers = fields(chunks.get().getFooters());
    }
  }

  private static List<Field> fields(Header[] headers) throws ProtocolException {
    List<Field> fields = new ArrayList<>(headers.length);
    for (Header header : headers) {
      fields.add(
          FieldRules.checked(header.getName(), Optional.ofNullable(header.getValue()).orElse("")));
    }
    return fields;
  }

  /** Bytes that nobody asked for would be taken for the answer to the next request. */
  private void end() {
    over = true;
    if (home.isPresent() && connection.buffered() == 0) {
      home.get().give(connection, framing.keepAliveSeconds());
    } else {
      connection.close();
    }
  }

  /** Between two chunks it is not known whether more of the body has come, or only its end. */
  @Override
  public int available() {
    boolean enough = chunks.isEmpty() || connection.buffered() >= END_OF_CHUNKS;
    return !over && enough ? connection.buffered() : 0;
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      connection.close();
    }
  }
}
