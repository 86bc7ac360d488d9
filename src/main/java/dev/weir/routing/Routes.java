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
  public record Rule(RequestMatcher matcher, Route route) {

    /**
     * Returns whether a request has this route. Where backends may take its path for several, one
     * that matches is enough for a gate, and all have to match to pass by all gates.
     */
    private boolean takes(RequestFacts request, List<String> paths) {
      boolean oneIsEnough = route.gate().isPresent();
      for (int each = 0; each < paths.size(); each++) {
        if (matcher.matches(request, paths.get(each)) == oneIsEnough) {
          return oneIsEnough;
        }
      }
      return !oneIsEnough;
    }
  }

  /** Keeps a copy of the rules. */
  public Routes {
    rules = List.copyOf(rules);
  }

  /** Returns the route of a request. */
  public Route of(RequestFacts request) {
    if (rules.isEmpty()) {
      return Route.DEFAULT;
    }
    List<String> paths = NormalPath.readings(request.rawPath());
    for (Rule rule : rules) {
      if (rule.takes(request, paths)) {
        return rule.route();
      }
    }
    return Route.DEFAULT;
  }
}
