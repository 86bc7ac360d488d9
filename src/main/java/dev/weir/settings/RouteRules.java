package dev.weir.settings;

import dev.weir.routing.Cost;
import dev.weir.routing.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which keys of routes have no effect at their gates, and which routes have none. */
final class RouteRules {

  private final Settings settings;
  private final Values values;
  private final List<RouteSettings> routes;

  private RouteRules(Settings settings, Values values) {
    this.settings = settings;
    this.values = values;
    this.routes = RouteList.from(values).routes();
  }

  static Stream<Rule> of(Settings settings, Values values) {
    RouteRules rules = new RouteRules(settings, values);
    return IntStream.range(0, rules.routes.size()).boxed().flatMap(rules::of);
  }

  private Stream<Rule> of(int index) {
    RouteSettings route = routes.get(index);
    Routes.Rule rule = settings.routes().rules().get(index);
    Stream<Rule> ofKeys =
        route
            .gate()
            .map(name -> atGate(name, route, rule.route().cost()))
            .orElseGet(() -> atNoGate(route))
            .map(each -> each.in(route.values()));
    return Stream.concat(covered(index).stream(), ofKeys);
  }

  private Optional<Rule> covered(int index) {
    List<Routes.Rule> rules = settings.routes().rules();
    return IntStream.range(0, index)
        .filter(earlier -> rules.get(earlier).matcher().covers(rules.get(index).matcher()))
        .mapToObj(routes::get)
        .findFirst()
        .map(
            earlier ->
                new Rule(
                    routes.get(index).item().path(),
                    Set.of(),
                    true,
                    values.said(earlier.item()) + " takes all of its requests"));
  }

  private static Stream<Rule> atNoGate(RouteSettings route) {
    String because = route.values().key("routes[].gate") + " is " + RouteSettings.NO_GATE;
    return RouteEffect.keysOfOthers(Set.of()).map(key -> new Rule(key, true, because));
  }

  private Stream<Rule> atGate(String name, RouteSettings route, Cost cost) {
    GateSettings gate = Objects.requireNonNull(settings.gates().get(name));
    Values ofGate = values.ofGate(name);
    String because = ofGate.key("gate.strategy") + " is " + gate.strategy().name();
    Rule untrusted =
        new Rule(
            "routes[].cost",
            cost instanceof Cost.Field field
                && field.ofProxiesOnly()
                && settings.server().proxy().trusted().isEmpty(),
            "server.trusted-proxies is empty: every request costs 1");
    return Stream.concat(
        RouteEffect.keysOfOthers(RouteEffect.of(gate.strategy()))
            .map(key -> new Rule(key, true, because)),
        Stream.of(untrusted, maxWait(route, gate, ofGate)));
  }

  private static Rule maxWait(RouteSettings route, GateSettings gate, Values ofGate) {
    Duration ofAll = gate.limits().maxWait();
    return new Rule(
        "routes[].max-wait",
        gate.keepsMaxWait() && route.maxWait().stream().anyMatch(own -> own.compareTo(ofAll) > 0),
        ofGate.key("gate.max-wait") + " is less: " + Durations.format(ofAll));
  }
}
