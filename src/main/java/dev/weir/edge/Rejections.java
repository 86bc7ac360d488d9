package dev.weir.edge;

import dev.weir.edge.headers.ClientAddress;
import dev.weir.log.LogLine;
import dev.weir.problem.Problem;
import dev.weir.problem.Rejected;
import dev.weir.problem.Rejection;
import dev.weir.wire.ClientConnection;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The requests that are rejected before they come to the gate: each is counted before its response
 * is written, and logged. Safe for use by any thread.
 *
 * @param counter counts each
 * @param accessLog has a line for each
 * @param clients finds the client of a request that can be read
 */
public record Rejections(
    Consumer<Rejection> counter,
    AccessLog accessLog,
    Function<ServerRequest, ClientAddress> clients)
    implements Consumer<Rejected> {

  private static final Problem NOT_FOUND =
      Problem.of(
          Status.NOT_FOUND_404,
          "There is /endpoint, /health and /metrics (both at admin.port, if that is set); with"
              + " backend.http.url every other path goes to the backend.");

  @Override
  public void accept(Rejected rejected) {
    counter.accept(rejected.reason());
    accessLog.write(line -> describe(rejected, line));
  }

  private static void describe(Rejected rejected, LogLine line) {
    line.text("method", rejected.method())
        .text("path", rejected.path())
        .number("status", rejected.reason().code())
        .text("outcome", Outcome.REJECTED.label())
        .text("reason", rejected.reason().label())
        .text("caller", rejected.client());
  }

  /**
   * Rejects a request that can be read. A body that is yet to come is not waited for.
   *
   * @throws CloseConnectionException if the connection ends for that
   */
  void reject(Problem problem, ServerRequest request, ServerResponse response) {
    report(problem, request);
    refuse(problem, request, response);
  }

  /**
   * Responds to a request that can be read, and reports it nowhere. A body that is yet to come is
   * not waited for.
   *
   * @throws CloseConnectionException if the connection ends for that
   */
  public static void refuse(Problem problem, ServerRequest request, ServerResponse response) {
    if (!request.content().hasEntity() || request.content().consumed()) {
      problem.respond(response);
      return;
    }
    ClientConnection.of(request).ifPresent(ClientConnection::refuse);
    response.header(HeaderValues.CONNECTION_CLOSE);
    problem.respond(response);
    throw new CloseConnectionException("The body of a refused request is not read");
  }

  /**
   * Rejects a request for a path that neither Weir nor the backend has; its connection is kept,
   * with what is left of its body.
   */
  public void notFound(ServerRequest request, ServerResponse response) {
    report(NOT_FOUND, request);
    NOT_FOUND.respond(response);
  }

  private void report(Problem problem, ServerRequest request) {
    String client = clients.apply(request).caller();
    String method = request.prologue().method().text();
    String path = request.prologue().uriPath().rawPath();
    Rejection.of(problem.status())
        .map(reason -> new Rejected(reason, client, method, path))
        .ifPresent(this);
  }
}
