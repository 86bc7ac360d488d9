package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;

/**
 * Refuses, before anything else sees it, what a gateway can't pass on: tunnels, upgrades of the
 * protocol, expectations it does not know, and targets that could be taken for others than they
 * are.
 */
final class UnsupportedRequestFilter implements Filter {

  private static final Header WEBSOCKET = HeaderValues.create(HeaderNames.UPGRADE, "websocket");
  private static final Header UPGRADE = HeaderValues.create(HeaderNames.CONNECTION, "upgrade");

  private final ReservedPaths ownPaths;
  private final Rejections rejections;

  /**
   * Makes the filter of one listener.
   *
   * @param ownPaths the paths that a request may spell in one way only
   * @param rejections rejects what is refused
   */
  UnsupportedRequestFilter(ReservedPaths ownPaths, Rejections rejections) {
    this.ownPaths = ownPaths;
    this.rejections = rejections;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Optional<Problem> problem = problem(request);
    if (problem.isPresent()) {
      rejections.reject(problem.get(), request, response);
    } else {
      chain.proceed();
    }
  }

  private Optional<Problem> problem(RoutingRequest request) {
    HttpPrologue prologue = request.prologue();
    Method method = prologue.method();
    if (method.equals(Method.CONNECT) || method.equals(Method.TRACE)) {
      return Optional.of(
          new Problem(
              Status.NOT_IMPLEMENTED_501,
              "method_unsupported",
              method.text() + " is not passed on; ask the service itself."));
    }
    Optional<Problem> ofFields = ofFields(request.headers());
    if (ofFields.isPresent()) {
      return ofFields;
    }
    boolean usual = prologue.uriPath().rawPath().startsWith("/");
    Optional<Problem> ofTarget = usual ? Optional.empty() : AbsoluteForm.resolve(request);
    return ofTarget.isPresent() ? ofTarget : ownPaths.problem(request.prologue().uriPath());
  }

  private static Optional<Problem> ofFields(Headers headers) {
    if (headers.contains(HeaderNames.UPGRADE)
        && headers.containsToken(WEBSOCKET)
        && headers.containsToken(UPGRADE)) {
      return Optional.of(
          new Problem(
              Status.NOT_IMPLEMENTED_501,
              "upgrade_unsupported",
              "WebSocket is not passed on; connect to the service itself for it."));
    }
    if (headers.contains(HeaderNames.EXPECT)
        && !headers.get(HeaderNames.EXPECT).get().equalsIgnoreCase("100-continue")) {
      return Optional.of(
          new Problem(
              Status.EXPECTATION_FAILED_417,
              "expectation_unsupported",
              "Expect can be 100-continue only; send the request without it."));
    }
    return Optional.empty();
  }
}
