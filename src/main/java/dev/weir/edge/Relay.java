package dev.weir.edge;

import dev.weir.backend.BackendException;
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
import java.io.OutputStream;
import java.util.List;

/**
 * Writes the backend's response to the client while it arrives; what it throws says which of the
 * two failed.
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
   * Makes the relay of one response.
   *
   * @param via the mark that it leaves on the response
   * @param trailers what becomes of the backend's trailers
   * @param beforeTheEnd called before the last bytes are written: a client that has them may leave
   */
  Relay(
      ServerRequest request,
      ServerResponse response,
      Header via,
      Trailers trailers,
      Runnable beforeTheEnd) {
    this.response = response;
    this.via = via;
    this.trailers = trailers;
    this.beforeTheEnd = beforeTheEnd;
    this.head = request.prologue().method().equals(Method.HEAD);
  }

  /** Returns whether a part of the response may have been written, so that no refusal can be. */
  boolean begun() {
    return begun;
  }

  /** Returns the status of what the client gets, the backend's response or a refusal. */
  int status() {
    return response.status().code();
  }

  /** Returns how many bytes were written of the body of what the client gets. */
  long bodyBytes() {
    if (begun) {
      return written;
    }
    return head ? 0 : response.headers().contentLength().orElse(0);
  }

  /**
   * Writes the whole response. After a failure it is left unfinished, so that the client can tell,
   * once its connection is closed.
   *
   * @throws BackendException if the backend broke off
   * @throws ClientGoneException if the client can't be written to
   */
  void send(BackendResponse from, Header timing) {
    if (head || bodiless(from.status())) {
      begin(from, timing);
      correctLength(from);
      end(response::send);
      return;
    }
    int length = smallLength(from.fields());
    ArrivingBody body = new ArrivingBody(from.body(), length > 0 ? length : BUFFER_BYTES);
    if (length != 0 && body.pauses()) {
      begin(from, timing);
      stream(from, body, 0);
      return;
    }
    // Read before anything is written: for a backend that breaks off at once there can be a
    // refusal.
    int arrived = length == 0 ? 0 : body.read();
    begin(from, timing);
    // An unknown length and a body that is over are both -1.
    boolean whole = arrived >= 0 && arrived == length;
    if (whole) {
      end(() -> response.send(length == 0 ? NOTHING : body.piece()));
      written = length;
    } else {
      stream(from, body, arrived);
    }
  }

  /**
   * Returns the announced length, if one buffer takes all of it; -1 if not, or if there is none.
   */
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

  private void begin(BackendResponse from, Header timing) {
    begun = true;
    response.status(Status.create(from.status()));
    ServerResponseHeaders headers = response.headers();
    if (bodiless(from.status())) {
      headers.remove(HeaderNames.CONTENT_LENGTH);
    }
    ResponseFields.copy(from.fields(), headers);
    headers.add(via);
    headers.add(timing);
  }

  /** Statuses that never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
  private static boolean bodiless(int status) {
    return status == NO_CONTENT || status == RESET_CONTENT || status == NOT_MODIFIED;
  }

  /** Helidon gives a response without a body the length 0, and a 304 no other. */
  private void correctLength(BackendResponse from) {
    ServerResponseHeaders headers = response.headers();
    List<String> lengths = ResponseFields.values(from.fields(), "Content-Length");
    if (from.status() == RESET_CONTENT) {
      headers.set(HeaderValues.CONTENT_LENGTH_ZERO);
    } else if (from.status() == NO_CONTENT || lengths.size() != 1) {
      headers.set(RawHeader.noLength());
    } else if (from.status() == NOT_MODIFIED) {
      headers.set(RawHeader.lengthOfUnsent(lengths.getFirst()));
    }
  }

  /** Writes the body while it arrives; the head at once if none of the body has arrived yet. */
  private void stream(BackendResponse from, ArrivingBody body, int arrived) {
    if (arrived >= 0) {
      trailers.announce(from.fields(), from.trailers(), response);
    }
    OutputStream out = response.outputStream();
    if (arrived == 0) {
      toClient(() -> EarlyHead.write(response));
    }
    int next = arrived == 0 ? body.read() : arrived;
    for (int length = next; length >= 0; length = body.read()) {
      copy(body.piece(), length, out, body.pauses());
    }
    end(out::close);
  }

  /** A body that arrives without a pause would keep the processor to itself. */
  @SuppressWarnings("ThreadPriorityCheck") // It is only fairer.
  private void copy(byte[] piece, int length, OutputStream out, boolean pause) {
    toClient(
        () -> {
          out.write(piece, 0, length);
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
