package dev.weir.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;

/**
 * Writes the backend's answer to the client while it arrives, and tells whose fault a failure is.
 */
final class Relay {

  private static final int BUFFER_BYTES = 16 * 1024;

  private final ServerRequest request;
  private final ServerResponse response;
  private boolean begun;

  Relay(ServerRequest request, ServerResponse response) {
    this.request = request;
    this.response = response;
  }

  /** Returns whether a part of the answer may have been written, so that no other can be. */
  boolean begun() {
    return begun;
  }

  /**
   * Writes the whole answer. After a failure the answer is left unfinished, so that the client can
   * tell, once its connection is closed.
   *
   * @throws BackendException if the backend broke off
   * @throws ClientGoneException if the client can't be written to
   */
  void send(BackendResponse answer) {
    if (bodiless(answer.status()) || request.prologue().method().equals(Method.HEAD)) {
      begin(answer);
      toClient(response::send);
      return;
    }
    // Read before anything is written: a backend that breaks off at once can still be answered for.
    byte[] buffer = new byte[BUFFER_BYTES];
    int length = read(answer.body(), buffer);
    begin(answer);
    copy(buffer, length, answer.body());
  }

  private void begin(BackendResponse answer) {
    begun = true;
    response.status(Status.create(answer.status()));
    for (Field field : EndToEnd.of(answer.fields())) {
      if (!(bodiless(answer.status()) && field.isNamed("Content-Length"))) {
        response
            .headers()
            .add(HeaderValues.create(HeaderNames.create(field.name()), field.value()));
      }
    }
  }

  /** Statuses that never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
  private static boolean bodiless(int status) {
    return status == 204 || status == 205 || status == 304;
  }

  private void copy(byte[] buffer, int firstLength, InputStream body) {
    OutputStream out = response.outputStream();
    for (int length = firstLength; length >= 0; length = read(body, buffer)) {
      int arrived = length;
      boolean pause = available(body) == 0;
      toClient(
          () -> {
            out.write(buffer, 0, arrived);
            if (pause) {
              out.flush();
            }
          });
    }
    toClient(
        () -> {
          out.close();
          finish();
        });
  }

  /** The server would do so itself, but later, and would log it if the client is gone. */
  private void finish() {
    if (response instanceof RoutingResponse routed) {
      routed.commit();
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
