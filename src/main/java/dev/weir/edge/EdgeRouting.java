package dev.weir.edge;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;

/**
 * Where requests go: {@code /endpoint} to the backend, and every other path too if the backend has
 * paths of its own; but never what is below Weir's own paths.
 *
 * <p>On the way to the gate a request passes these layers, and each may refuse it: {@link
 * UnsupportedRequestFilter}, {@link RequestGuard}, {@link Edge}.
 */
public final class EdgeRouting {

  private final Handler toBackend;
  private final Rejections rejections;
  private final List<String> ownPaths;
  private final boolean everyPath;

  /**
   * Makes the routing of one listener.
   *
   * @param toBackend takes requests to the backend: a {@link RequestGuard} in front of an {@link
   *     Edge}
   * @param rejections rejects what does not come to the gate
   * @param ownPaths the paths that Weir serves on this listener, each with all that is below it
   * @param everyPath whether the backend gets every other path
   */
  public EdgeRouting(
      Handler toBackend, Rejections rejections, List<String> ownPaths, boolean everyPath) {
    this.toBackend = toBackend;
    this.rejections = rejections;
    this.ownPaths = ownPaths;
    this.everyPath = everyPath;
  }

  /** Adds all of it to a routing; what serves Weir's own paths has to come first there. */
  public void addTo(HttpRouting.Builder routing) {
    Handler notFound = rejections::notFound;
    routing
        .addFilter(new UnsupportedRequestFilter(ownPaths, rejections))
        .any("/endpoint", toBackend);
    ownPaths.forEach(own -> routing.any(own, notFound).any(own + "/*", notFound));
    routing.any(everyPath ? toBackend : notFound);
  }
}
