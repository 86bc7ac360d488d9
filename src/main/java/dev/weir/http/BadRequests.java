package dev.weir.http;

import dev.weir.http.problem.Problem;
import io.helidon.http.DirectHandler;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the server itself has to refuse, before it is a request: what is larger than it may
 * be, and what is no HTTP. The body is a problem (RFC 9457), as it is of every refusal.
 */
public final class BadRequests implements DirectHandler {

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
    return TransportResponse.builder()
        .status(usual)
        .headers(headers)
        .header(Problem.MEDIA_TYPE)
        .header(Problem.NO_STORE)
        .keepAlive(false)
        .entity(Problem.of(usual, detail(event, usual, message)).body())
        .build();
  }

  /** The message of an exception that nobody expected is for the log, not for the client. */
  private static String detail(EventType event, Status status, @Nullable String message) {
    if (event == EventType.INTERNAL_ERROR) {
      return "This server failed; its log says why.";
    }
    return message == null || message.isEmpty() ? status.reasonPhrase() : message;
  }

  /** Answers a request whose body turned out to be larger than it may be. */
  static void tooLarge(ServerResponse response) {
    Problem.of(
            Status.REQUEST_ENTITY_TOO_LARGE_413, "The body is larger than server.max-body allows.")
        .answer(response);
  }
}
