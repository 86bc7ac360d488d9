package dev.weir.http;

import dev.weir.admission.Admission.Shed;
import dev.weir.admission.Gate;
import dev.weir.admission.GateLimits;
import dev.weir.admission.ShedReason;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The answer to a request that the backend does not answer: what happened, why, and when to come
 * back. Nothing else in Weir knows which status that takes.
 *
 * <p>429 (RFC 6585) for an arrival that was shed, 503 while Weir is closing, 502 for a backend that
 * can't be reached or is broken, 504 for one that is too slow, or slower than the request's own
 * deadline. {@code Retry-After} is in whole seconds, rounded up (RFC 9110, section 10.2.3); the
 * body is a problem (RFC 9457), of a type that draft-ietf-httpapi-ratelimit-headers registers where
 * it has one; from there come {@code RateLimit} and {@code RateLimit-Policy} too.
 */
final class ShedResponse {

  private static final HeaderName RATE_LIMIT = HeaderNames.create("RateLimit");
  private static final HeaderName RATE_LIMIT_POLICY = HeaderNames.create("RateLimit-Policy");
  private static final String REGISTERED = "https://iana.org/assignments/http-problem-types#";

  /** Nobody knows when a broken backend is back; this asks for no more than one call a second. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Gate gate;

  ShedResponse(Gate gate) {
    this.gate = gate;
  }

  /** Answers an arrival that was shed. */
  void shed(Shed shed, ServerResponse response) {
    String detail = detail(shed.reason());
    if (closing(shed.reason())) {
      JsonObject.Builder problem =
          problem(
              Status.SERVICE_UNAVAILABLE_503, REGISTERED + "temporary-reduced-capacity", detail);
      send(
          response,
          Status.SERVICE_UNAVAILABLE_503,
          problem,
          shed.reason().label(),
          shed.retryAfter());
      return;
    }
    nameLimit(shed, response);
    JsonObject.Builder problem =
        problem(Status.TOO_MANY_REQUESTS_429, REGISTERED + "quota-exceeded", detail)
            .set("violated-policies", JsonArray.createStrings(List.of("gate")));
    send(response, Status.TOO_MANY_REQUESTS_429, problem, shed.reason().label(), shed.retryAfter());
  }

  /** A gate that does not count who is inside has no limit that could be named so. */
  private void nameLimit(Shed shed, ServerResponse response) {
    int permits = gate.levels().limits().permits();
    if (permits < GateLimits.MOST) {
      response.header(RATE_LIMIT_POLICY, "\"gate\";q=" + permits + ";qu=\"concurrent-requests\"");
      response.header(RATE_LIMIT, "\"gate\";r=0;t=" + wholeSeconds(shed.retryAfter()));
    }
  }

  /** Answers a request whose call of the backend failed before an answer began. */
  void failed(BackendException e, ServerResponse response) {
    Status status =
        e.failure() == Failure.TIMEOUT ? Status.GATEWAY_TIMEOUT_504 : Status.BAD_GATEWAY_502;
    JsonObject.Builder problem = problem(status, "about:blank", String.valueOf(e.getMessage()));
    send(response, status, problem, e.failure().label(), AFTER_FAILURE);
  }

  /** Answers a request whose client's own deadline passed before the backend began to answer. */
  void late(ServerResponse response) {
    JsonObject.Builder problem =
        problem(
            Status.GATEWAY_TIMEOUT_504,
            "about:blank",
            "The backend did not answer before the request's own deadline.");
    send(response, Status.GATEWAY_TIMEOUT_504, problem, ShedReason.DEADLINE.label(), AFTER_FAILURE);
  }

  private static boolean closing(ShedReason reason) {
    return reason == ShedReason.CLOSING || reason == ShedReason.INTERRUPTED;
  }

  private static String detail(ShedReason reason) {
    return switch (reason) {
      case ROOM_FULL -> "All permits are out and the waiting room is full.";
      case WAIT_TIMEOUT -> "No permit came free within the longest wait.";
      case DEADLINE -> "No permit came free before the request's own deadline.";
      case NO_PERMIT -> "All permits are out, and nobody waits here.";
      case RATE_EXCEEDED -> "More requests came than the rate lets in.";
      case PREEMPTED -> "Its place in the waiting room was taken by a request of another class.";
      case STANDING_LINE -> "The line did not drain, and the request had stood in it for too long.";
      case CLOSING -> "This server is stopping; another one may be there.";
      case INTERRUPTED -> "This server stopped while the request was waiting.";
    };
  }

  private static JsonObject.Builder problem(Status status, String type, String detail) {
    return JsonObject.builder()
        .set("type", type)
        .set("title", status.reasonPhrase())
        .set("status", status.code())
        .set("detail", detail);
  }

  private void send(
      ServerResponse response,
      Status status,
      JsonObject.Builder problem,
      String reason,
      Duration retryAfter) {
    String body =
        problem
            .set("reason", reason)
            .set("retryAfterMs", retryAfter.toMillis())
            .set("queueDepth", gate.levels().waiting())
            .build()
            .toString();
    response.status(status);
    response.header(HeaderNames.RETRY_AFTER, wholeSeconds(retryAfter));
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    response.send(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String wholeSeconds(Duration duration) {
    return String.valueOf(duration.plusNanos(999_999_999).toSeconds());
  }
}
