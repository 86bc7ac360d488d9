package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.http.Status;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A problem (RFC 9457) as the body of an answer. All but two numbers of it is encoded once, so that
 * a refusal in a storm costs little.
 *
 * @param status the status of the answer
 * @param text the encoded problem, up to the first of the two numbers
 */
record RefusalBody(Status status, String text) {

  private static final String REGISTERED = "https://iana.org/assignments/http-problem-types#";

  /** Returns one for a request that is one too many (draft-ietf-httpapi-ratelimit-headers). */
  static RefusalBody quotaExceeded(String detail, String reason) {
    Status status = Status.TOO_MANY_REQUESTS_429;
    return of(
        status,
        Problem.json(status, REGISTERED + "quota-exceeded", detail)
            .set("violated-policies", JsonArray.createStrings(List.of("gate"))),
        reason);
  }

  /** Returns one for a service that can't do all of its work for now (the same draft). */
  static RefusalBody reducedCapacity(String detail, String reason) {
    Status status = Status.SERVICE_UNAVAILABLE_503;
    return of(
        status, Problem.json(status, REGISTERED + "temporary-reduced-capacity", detail), reason);
  }

  /** Returns one that says no more than its status does, but for the detail. */
  static RefusalBody plain(Status status, String detail, String reason) {
    return of(status, Problem.json(status, "about:blank", detail), reason);
  }

  private static RefusalBody of(Status status, JsonObject.Builder json, String reason) {
    String text = json.set("reason", reason).build().toString();
    return new RefusalBody(status, text.substring(0, text.length() - 1) + ",\"retryAfterMs\":");
  }

  /** Returns the whole body. */
  byte[] body(long retryAfterMillis, int queueDepth) {
    return (text + retryAfterMillis + ",\"queueDepth\":" + queueDepth + "}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
