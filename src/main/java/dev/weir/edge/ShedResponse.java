package dev.weir.edge;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.edge.headers.Deadline;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.ShedReason;
import dev.weir.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The responses to requests of one route that get none of the backend: what happened, why, and when
 * to come back. Nothing else in Weir knows which status that takes. Safe for use by any thread.
 *
 * <p>429 (RFC 6585) for an arrival that was shed, 503 while Weir is closing, 502 for a backend that
 * can't be reached or is broken, 504 for one that is too slow, or slower than the request's
 * deadline. {@code Retry-After} is in whole seconds, rounded up (RFC 9110, section 10.2.3); the
 * body is a problem (RFC 9457), of a type that draft-ietf-httpapi-ratelimit-headers registers where
 * it has one; from there come {@code RateLimit} and {@code RateLimit-Policy} too, whose policy has
 * the name of the gate.
 */
final class ShedResponse {

  /** When a broken backend is back is unknown; this asks for no more than one call a second. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final String gateName;
  private final String routeName;
  private final Gate gate;
  private final LimitFields limitFields;
  private final Map<ShedReason, Problem> shed = new EnumMap<>(ShedReason.class);
  private final Problem shedForRoute;
  private final Problem late;
  private final Problem lateForRoute;

  /** Makes the responses to requests that come to this gate by this route. */
  ShedResponse(String gateName, String routeName, Gate gate) {
    this.gateName = gateName;
    this.routeName = routeName;
    this.gate = gate;
    this.limitFields = new LimitFields(gateName);
    for (ShedReason reason : ShedReason.values()) {
      shed.put(reason, problem(reason, detail(reason)));
    }
    shedForRoute =
        problem(ShedReason.DEADLINE, "No permit came free within the timeout of the route.");
    late = late("The backend did not respond before the request's own deadline.");
    lateForRoute = late("The backend did not respond within the timeout of the route.");
  }

  private Problem problem(ShedReason reason, String detail) {
    Problem problem =
        reason == ShedReason.CLOSING || reason == ShedReason.INTERRUPTED
            ? Problem.reducedCapacity(reason.label(), detail)
            : Problem.quotaExceeded(gateName, reason.label(), detail);
    return problem.at(gateName, routeName);
  }

  private Problem late(String detail) {
    return new Problem(Status.GATEWAY_TIMEOUT_504, ShedReason.DEADLINE.label(), detail)
        .at(gateName, routeName);
  }

  private static String detail(ShedReason reason) {
    return switch (reason) {
      case ROOM_FULL -> "All permits are out and the waiting room is full.";
      case WAIT_TIMEOUT -> "No permit came free within the longest wait.";
      case DEADLINE -> "No permit came free before the request's own deadline.";
      case HOPELESS -> "The line is too long for a permit to come free in time.";
      case NO_PERMIT -> "All permits are out, and no request waits here.";
      case RATE_EXCEEDED -> "More requests came than the rate lets in.";
      case PREEMPTED ->
          "Its place in the waiting room was taken by a request with more right to it.";
      case STANDING_LINE -> "The line did not drain, and the request had stood in it for too long.";
      case CLOSING -> "This server is stopping; another one may be there.";
      case INTERRUPTED -> "This server stopped while the request was waiting.";
    };
  }

  /**
   * Refuses an arrival that was shed, and whose turn comes after so long.
   *
   * @param deadline its own, or that of its route
   */
  void shed(ShedReason reason, Deadline deadline, Duration retryAfter, ServerResponse response) {
    Problem problem =
        reason == ShedReason.DEADLINE && deadline.isOfRoute()
            ? shedForRoute
            : Objects.requireNonNull(shed.get(reason));
    GateLevels levels = gate.levels();
    if (problem.status().equals(Status.TOO_MANY_REQUESTS_429)) {
      limitFields.add(levels.limits().permits(), wholeSeconds(retryAfter), response);
    }
    send(problem, retryAfter, levels, response);
  }

  /** Refuses a request whose call of the backend failed before a response began. */
  void failed(BackendException e, ServerResponse response) {
    Status status =
        e.failure() == Failure.TIMEOUT ? Status.GATEWAY_TIMEOUT_504 : Status.BAD_GATEWAY_502;
    Problem problem = new Problem(status, e.failure().label(), String.valueOf(e.getMessage()));
    send(problem.at(gateName, routeName), AFTER_FAILURE, gate.levels(), response);
  }

  /** Refuses a request whose deadline passed before the backend began to respond. */
  void late(Deadline deadline, ServerResponse response) {
    send(deadline.isOfRoute() ? lateForRoute : late, AFTER_FAILURE, gate.levels(), response);
  }

  private static void send(
      Problem problem, Duration retryAfter, GateLevels levels, ServerResponse response) {
    response.header(HeaderNames.RETRY_AFTER, String.valueOf(wholeSeconds(retryAfter)));
    problem.respond(response, retryAfter, levels.waiting());
  }

  /** Rounds up: a client that comes back on the second must not come too early. */
  static long wholeSeconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }
}
