package dev.weir.routing;

import java.util.List;

/**
 * The routes in the order in which they are tried: the first that matches is that of a request.
 *
 * @param rules the routes, each with its condition
 */
public record Routes(List<Rule> rules) {

  /** No routes: all requests have {@link Route#DEFAULT}. */
  public static final Routes NONE = new Routes(List.of());

  /**
   * A route and the requests that it is for.
   *
   * @param matcher the condition
   * @param route the route
   */
  public record Rule(RequestMatcher matcher, Route route) {}

  /** Keeps a copy of the rules. */
  public Routes {
    rules = List.copyOf(rules);
  }

  /** Returns the route of a request. */
  public Route of(RequestFacts request) {
    if (rules.isEmpty()) {
      return Route.DEFAULT;
    }
    String path = NormalPath.of(request.rawPath());
    for (Rule rule : rules) {
      if (rule.matcher().matches(request, path)) {
        return rule.route();
      }
    }
    return Route.DEFAULT;
  }
}
