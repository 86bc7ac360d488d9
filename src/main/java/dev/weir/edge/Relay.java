package dev.weir.edge;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import dev.weir.edge.headers.RawHeader;
import dev.weir.edge.headers.ResponseFields;
import dev.weir.edge.headers.Trailers;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.List;

/**
 * Writes the backend's answer to the client while it arrives, and tells whose fault a failure is.
 */
final class Relay {

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final byte[] NOTHING = {};
  private static final int DIGITS_OF_A_BUFFER = 5;
  private static final int NO_CONTENT = 204;
  private static final int RESET_CONTENT = 205;
  private static final int NOT_MODIFIED = 304;

  private final ServerResponse response;
  private final Header via;
  private final Runnable beforeTheEnd;
  private final boolean head;
  private final Trailers trailers;
  private boolean begun;
  private long written;

  /**
   * Makes one.
   *
   * @param via the mark that it leaves on the answer
   * @param beforeTheEnd called before the last bytes are written: a client that has them may leave
   */
  Relay(ServerRequest request, ServerResponse response, Header via, Runnable beforeTheEnd) {
    this.response = response;
    this.via = via;
    this.beforeTheEnd = beforeTheEnd;
    this.head = request.prologue().method().equals(Method.HEAD);
    this.trailers = Trailers.of(request);
  }

  /** Returns whether a part of the answer may have been written, so that no other can be. */
  boolean begun() {
    return begun;
  }

  /** Returns how many bytes of the body were written. */
  long written() {
    return written;
  }

  /**
   * Writes the whole answer. After a failure the answer is left unfinished, so that the client can
   * tell, once its connection is closed.
   *
   * @throws BackendException if the backend broke off
   * @throws ClientGoneException if the client can't be written to
   */
  void send(BackendResponse answer, Header timing) {
    if (head || bodiless(answer.status())) {
      begin(answer, timing);
      correctLength(answer);
      end(response::send);
      return;
    }
    int length = smallLength(answer.fields());
    byte[] buffer = new byte[length > 0 ? length : BUFFER_BYTES];
    if (length != 0 && available(answer.body()) == 0) {
      begin(answer, timing);
      stream(answer, buffer, 0);
      return;
    }
    // Read before anything is written: a backend that breaks off at once can still be answered for.
    int arrived = length == 0 ? 0 : read(answer.body(), buffer);
    begin(answer, timing);
    // An unknown length and a body that is over are both -1.
    boolean whole = arrived >= 0 && arrived == length;
    if (whole) {
      end(() -> response.send(length == 0 ? NOTHING : buffer));
      written = length;
    } else {
      stream(answer, buffer, arrived);
    }
  }

  /** Returns the length that was said, if one buffer takes all of it; -1 if not, or none was. */
  private static int smallLength(List<Field> fields) {
    for (Field field : fields) {
      // Longer numbers are larger than the buffer, or are none.
      if (field.isNamed("Content-Length") && field.value().length() <= DIGITS_OF_A_BUFFER) {
        int length = Integer.parseInt(field.value());
        return length <= BUFFER_BYTES ? length : -1;
      }
    }
    return -1;
  }

  private void begin(BackendResponse answer, Header timing) {
    begun = true;
    response.status(Status.create(answer.status()));
    ServerResponseHeaders headers = response.headers();
    if (bodiless(answer.status())) {
      headers.remove(HeaderNames.CONTENT_LENGTH);
    }
    ResponseFields.copy(answer.fields(), headers);
    headers.add(via);
    headers.add(timing);
  }

  /** Statuses that never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
  private static boolean bodiless(int status) {
    return status == NO_CONTENT || status == RESET_CONTENT || status == NOT_MODIFIED;
  }

  /** Helidon would say of what has no body that its length is 0, and nothing else of a 304. */
  private void correctLength(BackendResponse answer) {
    ServerResponseHeaders headers = response.headers();
    List<String> lengths = ResponseFields.values(answer.fields(), "Content-Length");
    if (answer.status() == RESET_CONTENT) {
      headers.set(HeaderValues.CONTENT_LENGTH_ZERO);
    } else if (answer.status() == NO_CONTENT || lengths.size() != 1) {
      headers.set(RawHeader.noLength());
    } else if (answer.status() == NOT_MODIFIED) {
      headers.set(RawHeader.lengthOfUnsent(lengths.getFirst()));
    }
  }

  /** Writes the body while it arrives, of which so much has; the head at once if none has. */
  private void stream(BackendResponse answer, byte[] buffer, int arrived) {
    if (arrived >= 0) {
      trailers.announce(answer.fields(), answer.trailers(), response);
    }
    OutputStream out = response.outputStream();
    if (arrived == 0) {
      toClient(() -> EarlyHead.write(response));
    }
    InputStream body = answer.body();
    int next = arrived == 0 ? read(body, buffer) : arrived;
    for (int length = next; length >= 0; length = read(body, buffer)) {
      copy(buffer, length, out, available(body) == 0);
    }
    end(out::close);
  }

  /** A response that is never waited for would keep the processor to itself. */
  @SuppressWarnings("ThreadPriorityCheck") // It is only fairer.
  private void copy(byte[] buffer, int length, OutputStream out, boolean pause) {
    toClient(
        () -> {
          out.write(buffer, 0, length);
          if (pause) {
            out.flush();
          }
        });
    written += length;
    if (!pause) {
      Thread.yield();
    }
  }

  /** Writes the rest. Helidon would write the very end only once the handler has returned. */
  private void end(Write rest) {
    beforeTheEnd.run();
    toClient(rest);
    toClient(() -> commit(response));
  }

  /** Writes what Helidon still holds back of a response, in place of doing so after the handler. */
  static void commit(ServerResponse response) {
    if (response instanceof RoutingResponse routing) {
      routing.commit();
    }
  }

  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (SocketTimeoutException e) {
      throw new BackendException(Failure.TIMEOUT, "The backend fell silent in its answer", e);
    } catch (IOException e) {
      throw new BackendException(Failure.BROKEN, "The backend broke off its answer", e);
    }
  }

  private static int available(InputStream body) {
    try {
      return body.available();
    } catch (IOException e) {
      throw new BackendException(Failure.BROKEN, "The backend broke off its answer", e);
    }
  }

  private static void toClient(Write write) {
    try {
      write.run();
    } catch (IOException | RuntimeException e) {
      throw new ClientGoneException(e);
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}
