package dev.weir.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the server itself has to refuse, before it is a request: what is larger than it may
 * be, and what is no HTTP. The body is a problem (RFC 9457), as it is of every refusal.
 */
public final class BadRequests implements DirectHandler {

  /** What the server says, as a bare 400, of a head that is too large. */
  private static final String HEAD_TOO_LARGE = "Header size exceeded";

  static final Status TOO_LARGE_HEAD = Status.create(431, "Request Header Fields Too Large");

  private BadRequests() {}

  /** Returns the answers to all such events. */
  public static DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    BadRequests answer = new BadRequests();
    for (EventType event : EventType.values()) {
      handlers.addHandler(event, answer);
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status usual,
      ServerResponseHeaders headers,
      @Nullable String message) {
    Status status = HEAD_TOO_LARGE.equals(message) ? TOO_LARGE_HEAD : usual;
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .entity(problem(status, detail(status, message)))
        .build();
  }

  /**
   * Answers a request whose path has a percent sign that means nothing: of HTTP/2 it is found no
   * sooner than when a route is looked for.
   *
   * @throws RuntimeException if it is something else that failed
   */
  public static void malformed(
      ServerRequest request, ServerResponse response, IllegalArgumentException e) {
    if (!(e.getCause() instanceof URISyntaxException)) {
      throw e;
    }
    send(response, Status.BAD_REQUEST_400);
  }

  /** Answers a request whose body turned out to be larger than it may be. */
  static void tooLarge(ServerResponse response) {
    send(response, Status.REQUEST_ENTITY_TOO_LARGE_413);
  }

  private static void send(ServerResponse response, Status status) {
    response.status(status);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    response.send(problem(status, detail(status, null)));
  }

  private static String detail(Status status, @Nullable String message) {
    return switch (status.code()) {
      case 414 -> "The first line of the request is longer than server.max-request-line allows.";
      case 431 -> "The header fields are larger than server.max-header-size allows.";
      case 413 -> "The body is larger than server.max-body allows.";
      case 500 -> "Weir failed to answer; its log says why.";
      case 404 -> "There is nothing at this path.";
      case 400 -> "This is no request as HTTP has them.";
      default -> message == null ? status.reasonPhrase() : message;
    };
  }

  private static byte[] problem(Status status, String detail) {
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
