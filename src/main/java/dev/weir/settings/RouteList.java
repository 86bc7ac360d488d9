package dev.weir.settings;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.strategy.Adaptive;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The routes of the file, in its order. An item in which nothing is set is no route.
 *
 * @param routes the routes
 */
record RouteList(List<RouteSettings> routes) {

  private static final int MOST = 50;

  static RouteList from(Values values) {
    List<Item> items =
        values.items(Item.ROUTE).stream()
            .filter(item -> values.keys(item).anyMatch(values::isGiven))
            .toList();
    if (items.size() > MOST) {
      throw values.bad(
          items.get(MOST),
          "there can be at most " + MOST + " routes, since each has metrics of its own");
    }
    Map<String, Item> names = new HashMap<>();
    List<RouteSettings> routes =
        items.stream().map(item -> RouteSettings.from(values, item)).toList();
    for (RouteSettings route : routes) {
      Item earlier = names.putIfAbsent(route.name(), route.item());
      if (earlier != null) {
        throw route
            .values()
            .bad("routes[].name", "is the name of " + values.said(earlier) + " too");
      }
    }
    return new RouteList(routes);
  }

  /** Returns the routes of a gate. */
  Stream<RouteSettings> of(String gate) {
    return routes.stream().filter(route -> route.gate().equals(Optional.of(gate)));
  }

  /** Returns the parts of a gate that have bounds of their own. */
  List<Partition> partitions(String gate) {
    return of(gate).filter(RouteSettings::hasPartition).map(RouteSettings::partition).toList();
  }

  /** Reads the rest of the routes, and checks that they fit in their gates. */
  Routes within(SequencedMap<String, GateSettings> gates, Values values) {
    for (RouteSettings route : routes) {
      if (!route.gate().stream().allMatch(gates::containsKey)) {
        throw route
            .values()
            .bad(
                "routes[].gate",
                "must be the name of a gate, one of "
                    + String.join(", ", gates.keySet())
                    + ", or none");
      }
    }
    gates.forEach((name, gate) -> checkFit(name, gate, values.ofGate(name)));
    return new Routes(routes.stream().map(route -> rule(route, gates)).toList());
  }

  private static Routes.Rule rule(RouteSettings route, Map<String, GateSettings> gates) {
    GateSettings gate = gates.get(route.gate().orElse(Route.DEFAULT_NAME));
    return route.rule(gate != null && gate.fieldsOfProxiesOnly());
  }

  private void checkFit(String name, GateSettings gate, Values values) {
    if (!RouteEffect.of(gate.strategy()).contains(RouteEffect.PARTITION)) {
      return;
    }
    int permits =
        gate.strategy() instanceof Adaptive adaptive
            ? adaptive.mostPermits()
            : gate.limits().permits();
    String bound =
        values.key(
                gate.strategy() instanceof Adaptive ? "gate.adaptive.max-permits" : "gate.permits")
            + ", "
            + permits;
    int guaranteed = 0;
    for (RouteSettings route : of(name).toList()) {
      Partition part = route.partition();
      check(route, "routes[].permits", part.permits(), permits, bound);
      check(
          route,
          "routes[].waiting-room",
          part.waitingRoom(),
          gate.limits().waitingRoom(),
          values.key("gate.waiting-room") + ", " + gate.limits().waitingRoom());
      guaranteed += part.guaranteed();
      if (guaranteed > permits) {
        throw route
            .values()
            .bad(
                "routes[].guaranteed",
                "with that of the routes before it at the"
                    + " same gate it must be at most "
                    + bound
                    + ", not "
                    + guaranteed);
      }
    }
  }

  private static void check(RouteSettings route, String key, int given, int most, String bound) {
    if (given != GateLimits.UNBOUNDED && given > most) {
      throw route.values().bad(key, "must be at most " + bound);
    }
  }
}
