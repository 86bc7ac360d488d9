package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Refuses, with 413 and before it comes to the gate, a request that announces a larger body than it
 * may have. One that grows too large unannounced is found by {@link ClientBody}.
 *
 * @param mostBytes how large a body may be
 * @param rejections where such requests are rejected
 * @param next handles all others
 */
record BodyLimit(long mostBytes, Rejections rejections, Handler next) implements Handler {

  static final Problem TOO_LARGE =
      Problem.of(
          Status.REQUEST_ENTITY_TOO_LARGE_413, "The body is larger than server.max-body allows.");

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    if (request.headers().contentLength().orElse(0) > mostBytes) {
      rejections.reject(TOO_LARGE, request, response);
    } else {
      next.handle(request, response);
    }
  }
}
