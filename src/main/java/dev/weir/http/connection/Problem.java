package dev.weir.http.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.DirectHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The answer to what never became a request: a problem (RFC 9457), in one line. */
public final class Problem {

  private static final String MEDIA_TYPE = "application/problem+json";

  private Problem() {}

  /** Returns what answers so in place of Helidon, whatever the error. */
  public static DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    Arrays.stream(DirectHandler.EventType.values())
        .forEach(type -> handlers.addHandler(type, Problem::answer));
    return handlers.build();
  }

  private static DirectHandler.TransportResponse answer(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    // The message of an exception that nobody expected is for the log, not for the client.
    boolean ours = type == DirectHandler.EventType.INTERNAL_ERROR;
    String detail = ours ? "This server failed; its log says why." : String.valueOf(message);
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, MEDIA_TYPE))
        .keepAlive(false)
        .entity(body(status, detail))
        .build();
  }

  /** Returns a whole answer, for where there is no request to answer; the connection ends. */
  static byte[] message(Status status, String detail) {
    byte[] body = body(status, detail);
    String head =
        "HTTP/1.1 "
            + status.codeText()
            + " "
            + status.reasonPhrase()
            + "\r\nConnection: close\r\nContent-Type: "
            + MEDIA_TYPE
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] message =
        Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
    System.arraycopy(body, 0, message, head.length(), body.length);
    return message;
  }

  private static byte[] body(Status status, String detail) {
    return JsonObject.builder()
        .set("type", "about:blank")
        .set("title", status.reasonPhrase())
        .set("status", status.code())
        .set("detail", detail)
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
