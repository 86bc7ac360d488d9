package dev.weir.edge;

import dev.weir.routing.RequestFacts;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.Function;

/** Finds the route of a request. Safe for use by any thread. */
public final class RouteTable {

  private final Routes routes;
  private final IdentityHashMap<Route, RouteEntry> entries = new IdentityHashMap<>();

  /**
   * Makes the entries of all routes, and of requests that no route matches.
   *
   * @param entry makes the entry of a route
   */
  public RouteTable(Routes routes, Function<Route, RouteEntry> entry) {
    this.routes = routes;
    entries.put(Route.DEFAULT, entry.apply(Route.DEFAULT));
    routes.rules().forEach(rule -> entries.put(rule.route(), entry.apply(rule.route())));
  }

  RouteEntry of(RequestFacts request) {
    return Objects.requireNonNull(entries.get(routes.of(request)));
  }
}
