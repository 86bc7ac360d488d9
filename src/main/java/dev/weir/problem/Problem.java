package dev.weir.problem;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Why Weir does not pass a request on, whatever its load: a problem in JSON (RFC 9457).
 *
 * @param status the status of the answer
 * @param reason one word for it
 * @param detail what is wrong, and what to do
 */
public record Problem(Status status, String reason, String detail) {

  /** The type of every problem's body. */
  public static final Header MEDIA_TYPE =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

  /** No problem is to be given to anybody else, or again. */
  public static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  /** Returns one whose status says enough: the reason is the same in one word. */
  public static Problem of(Status status, String detail) {
    String reason = status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '_');
    return new Problem(status, reason, detail);
  }

  /** Begins the JSON of a problem of some type. */
  public static JsonObject.Builder json(Status status, String type, String detail) {
    return JsonObject.builder()
        .set("type", type)
        .set("title", status.reasonPhrase())
        .set("status", status.code())
        .set("detail", detail);
  }

  /** Returns the body. */
  public byte[] body() {
    return json(status, "about:blank", detail)
        .set("reason", reason)
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Answers with it, and leaves the connection as it is. */
  public void answer(ServerResponse response) {
    response.status(status);
    response.header(NO_STORE);
    response.header(MEDIA_TYPE);
    response.send(body());
  }

  /**
   * Answers a request with it. A body that the client has yet to send is not waited for.
   *
   * @throws CloseConnectionException if the connection ends for that
   */
  public void answer(ServerRequest request, ServerResponse response) {
    boolean last = request.content().hasEntity();
    if (last && request.prologue().protocolVersion().startsWith("1")) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    answer(response);
    if (last) {
      throw new CloseConnectionException("The body of a refused request is not read");
    }
  }

  /** Returns a whole answer of HTTP/1.1, for where there is no request; the connection ends. */
  public byte[] message() {
    byte[] body = body();
    String head =
        "HTTP/1.1 %d %s\r\nConnection: close\r\n%s: %s\r\n%s: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                status.code(),
                status.reasonPhrase(),
                NO_STORE.name(),
                NO_STORE.get(),
                MEDIA_TYPE.name(),
                MEDIA_TYPE.get(),
                body.length);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(body);
    return message.toByteArray();
  }
}
