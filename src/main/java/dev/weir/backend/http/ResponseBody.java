package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.Field;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The body of a response while it arrives. Once it was read to its end, its connection is free for
 * the next call, or closed if there can be none. If it is closed before its end, or before the end
 * of the request, it closes the connection.
 *
 * <p>Reading throws {@link BackendException} if the service breaks off or falls silent.
 */
final class ResponseBody extends InputStream {

  private final UpstreamConnection connection;
  private final RequestBodyWriter upload;
  private final Framing framing;
  private final Upstream upstream;
  private final Optional<Chunks> chunks;
  private long left;
  private boolean over;
  private boolean released;

  /**
   * Begins after the head of a response.
   *
   * @param upload the request, of which something may still be under way
   * @param upstream where the connection goes if it can be used again
   */
  ResponseBody(
      UpstreamConnection connection, RequestBodyWriter upload, Framing framing, Upstream upstream) {
    this.connection = connection;
    this.upload = upload;
    this.framing = framing;
    this.upstream = upstream;
    this.left = framing.length() >= 0 ? framing.length() : Long.MAX_VALUE;
    this.chunks =
        framing.length() == Framing.CHUNKED
            ? Optional.of(new Chunks(connection))
            : Optional.empty();
    if (left == 0) {
      end();
    }
  }

  /** Returns the fields that came after the body; empty until it was read to its end. */
  List<Field> trailers() {
    return chunks.map(Chunks::trailers).orElse(List.of());
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
      if (arrived < 0 && framing.length() >= 0) {
        throw new EOFException("The connection ended " + left + " bytes too early");
      }
      if (arrived < 0 || left == 0) {
        end();
      }
      return arrived;
    } catch (IOException e) {
      upstream.malformed().note(e);
      BackendException failure =
          upload
              .failure()
              .orElseGet(
                  () -> connection.timeout().failure(e, "The backend broke off its response"));
      close();
      throw failure;
    }
  }

  private int readInTime(byte[] buffer, int offset, int length) throws IOException {
    // What has come already takes no time.
    if (chunks.isEmpty() && connection.buffered() > 0) {
      return connection.read(buffer, offset, length);
    }
    if (upload.isOver()) {
      connection.timeout().start(upstream.timeouts().idle(), CallTimeout.SILENT);
    } else {
      // The service may wait for the client, as long as that sends: the upload keeps the time.
      connection.timeout().startForWholeCall();
      upload.awaitsResponse(true);
    }
    int arrived =
        chunks.isPresent()
            ? chunks.get().read(buffer, offset, length)
            : connection.read(buffer, offset, length);
    upload.awaitsResponse(false);
    connection.timeout().stop();
    return arrived;
  }

  /** The connection is free, unless the last of the request may still be on its way. */
  private void end() {
    over = true;
    if (upload.isOver()) {
      release();
    }
  }

  /** Bytes beyond the response would be taken for the response to the next request. */
  private void release() {
    released = true;
    upload.close();
    if (upload.isComplete() && framing.keepsConnection() && connection.buffered() == 0) {
      upstream.pool().release(connection, framing.keepAliveSeconds());
    } else {
      connection.close();
    }
  }

  @Override
  public int available() throws IOException {
    if (over) {
      return 0;
    }
    return chunks.isPresent()
        ? chunks.get().available()
        : (int) Math.min(left, connection.available());
  }

  /** Closes the connection, unless the body was read and the request was sent to its end. */
  @Override
  public void close() {
    if (released) {
      return;
    }
    if (over) {
      upload.awaitLastWrite();
      release();
    } else {
      over = true;
      released = true;
      upload.close();
      connection.close();
    }
  }
}
