package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Answers what is neither Weir's nor the backend's: any path when the backend has none of its own,
 * and what nobody serves of Weir's own paths, which the backend never gets.
 *
 * @param rejections where each is told
 */
public record NotFound(Rejections rejections) implements Handler {

  private static final Problem PROBLEM =
      Problem.of(
          Status.NOT_FOUND_404,
          "There is /endpoint, /health and /metrics (both at admin.port, if that is set); with"
              + " backend.http.url every other path goes to the backend.");

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    rejections.rejectAndKeep(PROBLEM, request, response);
  }
}
