package dev.weir.edge;

import dev.weir.edge.headers.Via;
import dev.weir.problem.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Refuses, with 508, a request that has been through this Weir before: its {@code Via} has the mark
 * that Weir leaves.
 *
 * @param via the mark
 * @param rejections where such requests are rejected
 * @param next handles all others
 */
record LoopGuard(Via via, Rejections rejections, Handler next) implements Handler {

  private static final Problem LOOP =
      new Problem(
          Status.LOOP_DETECTED_508,
          "loop_detected",
          "The request has been through this Weir before: the backend leads back to it.");

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    if (via.isOn(request.headers())) {
      rejections.reject(LOOP, request, response);
    } else {
      next.handle(request, response);
    }
  }
}
