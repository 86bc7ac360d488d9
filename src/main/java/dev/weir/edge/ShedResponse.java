package dev.weir.edge;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import dev.weir.problem.Problem;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The response to a request that gets none of the backend: what happened, why, and when to come
 * back. Nothing else in Weir knows which status that takes. Safe for use by any thread.
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

  /** When a broken backend is back is unknown; this asks for no more than one call a second. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private static final Problem LATE =
      new Problem(
          Status.GATEWAY_TIMEOUT_504,
          ShedReason.DEADLINE.label(),
          "The backend did not respond before the request's own deadline.");

  private final Gate gate;
  private final Map<ShedReason, Problem> problems = new EnumMap<>(ShedReason.class);

  /** Makes the responses for what this gate sheds. */
  ShedResponse(Gate gate) {
    this.gate = gate;
    for (ShedReason reason : ShedReason.values()) {
      problems.put(reason, problem(reason));
    }
  }

  private static Problem problem(ShedReason reason) {
    return reason == ShedReason.CLOSING || reason == ShedReason.INTERRUPTED
        ? Problem.reducedCapacity(reason.label(), detail(reason))
        : Problem.quotaExceeded(reason.label(), detail(reason));
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

  /** Refuses an arrival that was shed, and whose turn comes after so long. */
  void shed(ShedReason reason, Duration retryAfter, ServerResponse response) {
    Problem problem = Objects.requireNonNull(problems.get(reason));
    GateLevels levels = gate.levels();
    if (problem.status().equals(Status.TOO_MANY_REQUESTS_429)) {
      nameLimit(levels.limits().permits(), retryAfter, response);
    }
    send(problem, retryAfter, levels, response);
  }

  /** A gate without a bound on its permits has no limit that could be named. */
  private static void nameLimit(int permits, Duration retryAfter, ServerResponse response) {
    if (permits != GateLimits.UNBOUNDED) {
      response.header(RATE_LIMIT_POLICY, "\"gate\";q=" + permits + ";qu=\"concurrent-requests\"");
      response.header(RATE_LIMIT, "\"gate\";r=0;t=" + wholeSeconds(retryAfter));
    }
  }

  /** Refuses a request whose call of the backend failed before a response began. */
  void failed(BackendException e, ServerResponse response) {
    Status status =
        e.failure() == Failure.TIMEOUT ? Status.GATEWAY_TIMEOUT_504 : Status.BAD_GATEWAY_502;
    Problem problem = new Problem(status, e.failure().label(), String.valueOf(e.getMessage()));
    send(problem, AFTER_FAILURE, gate.levels(), response);
  }

  /** Refuses a request whose own deadline passed before the backend began to respond. */
  void late(ServerResponse response) {
    send(LATE, AFTER_FAILURE, gate.levels(), response);
  }

  private static void send(
      Problem problem, Duration retryAfter, GateLevels levels, ServerResponse response) {
    response.header(HeaderNames.RETRY_AFTER, wholeSeconds(retryAfter));
    problem.respond(response, retryAfter, levels.waiting());
  }

  /** Rounds up: a client that comes back on the second must not come too early. */
  static String wholeSeconds(Duration duration) {
    return String.valueOf(duration.plusNanos(999_999_999).toSeconds());
  }
}
