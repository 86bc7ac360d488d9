package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets no body through that is larger than it may be. A request that announces such a body is
 * refused with 413 before it comes to the gate; a body that grows too large unannounced is broken
 * off on its way to the backend.
 *
 * @param mostBytes how large a body may be
 * @param rejections rejects the requests that announce a larger one
 * @param next handles all others
 */
record BodyLimit(long mostBytes, Rejections rejections, Handler next) implements Handler {

  static final Problem TOO_LARGE =
      Problem.of(
          Status.REQUEST_ENTITY_TOO_LARGE_413, "The body is larger than server.max-body allows.");

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    if (request.headers().contentLength().orElse(0) > mostBytes) {
      rejections.reject(TOO_LARGE, request, response);
      return;
    }
    AtomicBoolean handled = new AtomicBoolean();
    request.streamFilter(body -> new Counted(body, mostBytes, handled));
    try {
      next.handle(request, response);
    } finally {
      handled.set(true);
    }
  }

  /**
   * Fails when there is too much, but not once the request was handled: what is left is read then
   * only to get at the next request.
   */
  private static final class Counted extends FilterInputStream {

    private final long most;
    private final AtomicBoolean handled;
    private long count;

    Counted(InputStream body, long most, AtomicBoolean handled) {
      super(body);
      this.most = most;
      this.handled = handled;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int bytes) throws IOException {
      count += bytes;
      if (count > most && !handled.get()) {
        throw new ExceededException(most);
      }
    }
  }

  /** A body turned out to be larger than it may be, while it was read. */
  static final class ExceededException extends IOException {

    private static final long serialVersionUID = 1L;

    ExceededException(long mostBytes) {
      super("The body is larger than " + mostBytes + " bytes");
    }
  }
}
