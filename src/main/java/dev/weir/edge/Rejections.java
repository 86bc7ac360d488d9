package dev.weir.edge;

import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.problem.Problem;
import dev.weir.problem.Rejected;
import dev.weir.problem.Rejection;
import dev.weir.wire.ClientConnection;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Consumer;

/**
 * What is known of requests that are rejected before they come to the gate: each is told to the
 * observer, before its response is written, and logged. Safe for use by any thread.
 *
 * @param observer hears of each
 * @param accessLog has a line for each
 * @param origins finds out who sent those that can be read
 */
public record Rejections(RequestObserver observer, AccessLog accessLog, ForwardedResolver origins)
    implements Consumer<Rejected> {

  @Override
  public void accept(Rejected rejected) {
    observer.rejected(rejected.reason());
    accessLog.write(() -> new RejectedEntry(rejected));
  }

  /**
   * Rejects a request that can be read; otherwise like {@link Problem#answer(ServerRequest,
   * ServerResponse)}.
   */
  void reject(Problem problem, ServerRequest request, ServerResponse response) {
    tell(problem, request);
    if (request.content().hasEntity()) {
      ClientConnection.of(request).ifPresent(ClientConnection::refuse);
    }
    problem.answer(request, response);
  }

  /** Rejects a request whose connection is kept, with what is left of its body. */
  void rejectAndKeep(Problem problem, ServerRequest request, ServerResponse response) {
    tell(problem, request);
    problem.answer(response);
  }

  private void tell(Problem problem, ServerRequest request) {
    Rejection.of(problem.status())
        .map(reason -> Rejected.of(reason, origins.of(request).caller(), request))
        .ifPresent(this);
  }
}
