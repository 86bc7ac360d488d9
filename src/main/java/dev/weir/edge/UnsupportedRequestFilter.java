package dev.weir.edge;

import dev.weir.problem.Problem;
import io.helidon.common.uri.UriPath;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Optional;

/**
 * Refuses, before anything else sees it, what a gateway can't pass on: tunnels, upgrades of the
 * protocol, expectations it does not know, and targets that could be taken for others than they
 * are.
 */
final class UnsupportedRequestFilter implements Filter {

  private static final Header WEBSOCKET = HeaderValues.create(HeaderNames.UPGRADE, "websocket");
  private static final Header UPGRADE = HeaderValues.create(HeaderNames.CONNECTION, "upgrade");

  private final List<String> ownPaths;
  private final Rejections rejections;

  /**
   * Makes the filter of one listener.
   *
   * @param ownPaths the paths that Weir serves, each with all that is below it
   * @param rejections rejects what is refused
   */
  UnsupportedRequestFilter(List<String> ownPaths, Rejections rejections) {
    this.ownPaths = ownPaths;
    this.rejections = rejections;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Optional<Problem> problem = check(request);
    if (problem.isPresent()) {
      rejections.reject(problem.get(), request, response);
    } else {
      chain.proceed();
    }
  }

  /** Rewrites a target in absolute form; all else only looks at the request. */
  private Optional<Problem> check(RoutingRequest request) {
    return ofMethod(request.prologue().method())
        .or(() -> ofFields(request.headers()))
        .or(() -> AbsoluteForm.rewrite(request))
        .or(() -> ofPath(request.prologue().uriPath()));
  }

  private static Optional<Problem> ofMethod(Method method) {
    return method.equals(Method.CONNECT) || method.equals(Method.TRACE)
        ? Optional.of(
            new Problem(
                Status.NOT_IMPLEMENTED_501,
                "method_unsupported",
                method.text() + " is not passed on; ask the service itself."))
        : Optional.empty();
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

  /**
   * A proxy in front of Weir that forbids one of Weir's own paths by its name must not be got
   * around by another spelling that routing takes for it, such as {@code /%6detrics}.
   */
  private Optional<Problem> ofPath(UriPath path) {
    String plain = path.path();
    return plain.equals(path.rawPath()) || !isOwn(plain)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Status.BAD_REQUEST_400,
                "path_ambiguous",
                "This is another spelling of a path of Weir's own; ask for it as it is written."));
  }

  private boolean isOwn(String path) {
    return ownPaths.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
  }
}
