package dev.weir.edge;

import dev.weir.problem.Problem;
import dev.weir.problem.Rejected;
import dev.weir.problem.Rejection;
import dev.weir.wire.framing.RefusedHead;
import io.helidon.http.DirectHandler;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/**
 * The responses to what Helidon has to refuse before it is a request: what is larger than it may
 * be, and what is no HTTP. The body is a problem (RFC 9457), as it is of every refusal.
 */
public final class ProtocolErrors implements DirectHandler {

  private final Rejections rejections;

  /** Makes the responses; each is reported there. */
  public ProtocolErrors(Rejections rejections) {
    this.rejections = rejections;
  }

  /** Returns the responses to all such events, for a listener. */
  public DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType event : EventType.values()) {
      handlers.addHandler(event, this);
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
    Rejection.of(usual).map(reason -> rejected(reason, request)).ifPresent(rejections);
    return TransportResponse.builder()
        .status(usual)
        .headers(headers)
        .header(Problem.MEDIA_TYPE)
        .header(Problem.NO_STORE)
        .keepAlive(false)
        .entity(Problem.of(usual, detail(event, usual, message)).body())
        .build();
  }

  /** Helidon does not say whose request it refuses. */
  private static Rejected rejected(Rejection reason, TransportRequest request) {
    return request instanceof RefusedHead refused
        ? Rejected.withoutHead(reason, refused.client())
        : new Rejected(reason, Rejected.UNKNOWN, request.method(), request.path());
  }

  /** The message of an unexpected exception is for the log, not for the client. */
  private static String detail(EventType event, Status status, @Nullable String message) {
    if (event == EventType.INTERNAL_ERROR) {
      return "This server failed; its log says why.";
    }
    return message == null || message.isEmpty() ? status.reasonPhrase() : message;
  }
}
