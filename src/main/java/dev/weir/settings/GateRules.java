package dev.weir.settings;

import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.strategy.None;
import dev.weir.gate.strategy.PriorityShedding;
import dev.weir.gate.strategy.Strategy;
import dev.weir.routing.Cost;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import dev.weir.settings.StrategySettings.Made;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which keys of the gate have no effect: those of other strategies, and some that need another. */
final class GateRules {

  private final Settings settings;
  private final String name;
  private final Values values;
  private final GateSettings gate;
  private final Strategy strategy;
  private final Map<String, Made> strategies;

  private GateRules(Settings settings, String name, Values values) {
    this.settings = settings;
    this.name = name;
    this.values = values;
    this.gate = Objects.requireNonNull(settings.gates().get(name));
    this.strategy = gate.strategy();
    this.strategies = StrategySettings.all(values, List.of());
  }

  static Stream<Rule> of(Settings settings, Values values) {
    return settings.gates().keySet().stream()
        .map(name -> new GateRules(settings, name, values.ofGate(name)))
        .flatMap(GateRules::rules);
  }

  private Stream<Rule> rules() {
    Stream<Rule> ofPriority =
        strategy instanceof PriorityShedding priority ? ofPriority(priority) : Stream.of();
    Stream<Rule> ofKeys =
        Stream.of(
                ofPriority,
                ofOtherStrategies(),
                waits(),
                trial(),
                Stream.of(fairByField(), fairByRoute()))
            .flatMap(some -> some);
    return Stream.concat(unused().stream(), ofKeys.map(rule -> rule.in(values)));
  }

  private Optional<Rule> unused() {
    return Item.gate(name)
        .map(item -> new Rule(item.path(), Set.of(), routes().isEmpty(), "no route has this gate"));
  }

  private List<Route> routes() {
    return settings.routes().rules().stream()
        .map(Routes.Rule::route)
        .filter(route -> route.gate().equals(Optional.of(name)))
        .toList();
  }

  private Stream<Rule> ofOtherStrategies() {
    Set<String> unread =
        new HashSet<>(
            Set.of("gate.max-refusal-delay", "gate.priority.header", "gate.priority.trust"));
    strategies.values().stream().map(Made::keys).flatMap(Collection::stream).forEach(unread::add);
    unread.removeIf(this::reads);
    return unread.stream()
        .map(key -> new Rule(key, true, values.key("gate.strategy") + " is " + strategy.name()));
  }

  private boolean reads(String key) {
    return switch (key) {
      // None sheds no request, so there is no refusal to be held.
      case "gate.max-refusal-delay" -> !(strategy instanceof None);
      case "gate.priority.header" -> strategy instanceof PriorityShedding;
      case "gate.priority.trust" ->
          strategy instanceof PriorityShedding || isFairByField() || costsAreFields();
      // It is the size of a pool, whatever the strategy.
      case "gate.permits" ->
          settings.backend() instanceof BackendSettings.Jdbc || keys().contains(key);
      default -> keys().contains(key);
    };
  }

  private boolean isFairByField() {
    return keys().contains("gate.fair-by")
        && gate.fairBy().stream().anyMatch(FairKey.Field.class::isInstance);
  }

  private boolean costsAreFields() {
    return RouteEffect.of(strategy).contains(RouteEffect.COST)
        && routes().stream().anyMatch(route -> route.cost() instanceof Cost.Field);
  }

  private Set<String> keys() {
    Set<String> keys = new HashSet<>(gate.trial().keys());
    keys.addAll(Objects.requireNonNull(strategies.get(strategy.name())).keys());
    return keys;
  }

  /** What is tried, or enforced in part, has to be there. */
  private Stream<Rule> trial() {
    boolean decides = !(strategy instanceof None);
    GateMode mode = gate.trial().mode();
    String isNone = values.key("gate.strategy") + " is none, which decides nothing";
    String because = decides ? values.key("gate.mode") + " is " + mode.label() : isNone;
    return Stream.of(
        new Rule("gate.mode", !decides, isNone),
        new Rule("gate.enforce", mode != GateMode.ENFORCE || !decides, because),
        new Rule("gate.shadow", mode == GateMode.OFF, values.key("gate.mode") + " is off"));
  }

  /** Of place and time to wait, one without the other is nothing. */
  private Stream<Rule> waits() {
    boolean both = keys().containsAll(Set.of("gate.waiting-room", "gate.max-wait"));
    boolean noTime = both && gate.limits().maxWait().isZero();
    boolean noPlace = both && gate.limits().waitingRoom() == 0;
    Set<String> either = Set.of("gate.waiting-room", "gate.max-wait");
    String because =
        values.key(noTime ? "gate.max-wait" : "gate.waiting-room") + " is 0: no request waits";
    return Stream.of(
        new Rule("gate.waiting-room", either, noTime && !noPlace, because),
        new Rule("gate.max-wait", either, noPlace && !noTime, because),
        new Rule("gate.shed-hopeless", noTime || noPlace, because),
        new Rule("gate.fair-by", noTime || noPlace, because),
        new Rule("gate.codel.target", noTime || noPlace, because),
        new Rule("gate.codel.interval", noTime || noPlace, because));
  }

  private Stream<Rule> ofPriority(PriorityShedding priority) {
    Stream<Rule> shares =
        StrategySettings.SHARE_KEYS.entrySet().stream()
            .map(share -> share(priority, share.getKey(), share.getValue()));
    return Stream.concat(Stream.of(trust(), lendable(priority)), shares);
  }

  private Rule trust() {
    return new Rule(
        "gate.priority.trust",
        Set.of("gate.priority.trust", "gate.strategy"),
        noFieldCounts(),
        "server.trusted-proxies is empty: every request counts as normal");
  }

  private Rule fairByRoute() {
    int routes = routes().size() + (Item.gate(name).isEmpty() ? 1 : 0);
    return new Rule(
        "gate.fair-by",
        routes <= 1 && gate.fairBy().equals(List.of(new FairKey.Route())),
        "all requests of this gate have the same route");
  }

  private Rule fairByField() {
    return new Rule(
        "gate.fair-by",
        noFieldCounts() && gate.fairBy().size() == 1 && isFairByField(),
        "server.trusted-proxies is empty: all requests count as those of one caller");
  }

  private boolean noFieldCounts() {
    return gate.fieldsOfProxiesOnly() && settings.server().proxy().trusted().isEmpty();
  }

  /**
   * A share of the permits comes round, however small; one of the room may be less than a place.
   */
  private Rule share(PriorityShedding priority, Priority name, String key) {
    return new Rule(
        key,
        Set.of(key, "gate.waiting-room"),
        priority.limits().waitingRoom() > 0
            && priority.shares().getOrDefault(name, 0.0) > 0
            && priority.guaranteedPlaces(name) == 0,
        values.key("gate.waiting-room") + " is too small to have a place for that class alone");
  }

  private Rule lendable(PriorityShedding priority) {
    boolean keepsNone =
        Stream.of(Priority.values()).allMatch(name -> priority.keptPermits(name) == 0);
    return new Rule(
        "gate.priority.lendable",
        Set.of("gate.priority.lendable", "gate.permits"),
        priority.lendable() < 1 && keepsNone,
        values.key("gate.permits")
            + " is too small: what it keeps of each share is less than a permit");
  }
}
