package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Refuses what must not come to the gate: with 413 a request that announces a larger body than it
 * may have, and with 508 one that has been through this Weir before, whose {@code Via} has the mark
 * that Weir leaves. A body that grows too large unannounced is found by {@link ClientBody}.
 *
 * @param policy says how large a body may be, and which mark it is
 * @param rejections where such requests are rejected
 * @param next handles all others
 */
public record RequestGuard(ProxyPolicy policy, Rejections rejections, Handler next)
    implements Handler {

  static final Problem TOO_LARGE =
      Problem.of(
          Status.REQUEST_ENTITY_TOO_LARGE_413, "The body is larger than server.max-body allows.");

  private static final Problem LOOP =
      new Problem(
          Status.LOOP_DETECTED_508,
          "loop_detected",
          "The request has been through this Weir before: the backend leads back to it.");

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    if (request.headers().contentLength().orElse(0) > policy.mostBodyBytes()) {
      rejections.reject(TOO_LARGE, request, response);
    } else if (policy.via().isOn(request.headers())) {
      rejections.reject(LOOP, request, response);
    } else {
      next.handle(request, response);
    }
  }
}
