package dev.weir.settings;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.routing.Route;
import dev.weir.routing.Routes.Rule;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A route as the file has it: what can be read of it before its gate is known.
 *
 * @param item where it stands in the file
 * @param values its values
 * @param name its name
 * @param gate the name of its gate; empty if it passes by all gates
 * @param partition its bounds within the gate; {@link Partition#WHOLE} if it has none
 */
record RouteSettings(
    Item item, Values values, String name, Optional<String> gate, Partition partition) {

  /** How routes and gates may be named: they are labels of metrics. */
  static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

  static final String RULE_OF_NAMES = "of small letters, digits and hyphens, at most 40";

  /** The value of {@code gate} for a route that passes by all gates. */
  static final String NO_GATE = "none";

  private static final String NAME_KEY = "routes[].name";
  private static final String PERMITS = "routes[].permits";
  private static final String WAITING_ROOM = "routes[].waiting-room";
  private static final String GUARANTEED = "routes[].guaranteed";
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Reads a route. */
  static RouteSettings from(Values all, Item item) {
    Values values = all.of(item);
    String name =
        values
            .optionalText(NAME_KEY)
            .orElseThrow(() -> all.bad(item, "must have a name, such as name: reports"));
    if (!NAME.matcher(name).matches() || name.equals(Route.DEFAULT_NAME)) {
      throw values.bad(
          NAME_KEY, "must be a name " + RULE_OF_NAMES + ", and not " + Route.DEFAULT_NAME);
    }
    String gate = values.optionalText("routes[].gate").orElse(Route.DEFAULT_NAME);
    return new RouteSettings(
        item,
        values,
        name,
        Optional.of(gate).filter(named -> !named.equals(NO_GATE)),
        partition(values, name));
  }

  private static Partition partition(Values values, String name) {
    int permits = atMost(values, PERMITS, 1);
    int waitingRoom = atMost(values, WAITING_ROOM, 0);
    int guaranteed =
        values.isGiven(GUARANTEED) ? values.integer(GUARANTEED, 0, GateLimits.MOST) : 0;
    if (guaranteed > permits) {
      throw values.bad(GUARANTEED, "must be at most the permits of the route, " + permits);
    }
    boolean isWhole =
        permits == GateLimits.UNBOUNDED && waitingRoom == GateLimits.UNBOUNDED && guaranteed == 0;
    return isWhole ? Partition.WHOLE : new Partition(name, permits, waitingRoom, guaranteed);
  }

  private static int atMost(Values values, String key, int least) {
    return values.isGiven(key) ? values.integer(key, least, GateLimits.MOST) : GateLimits.UNBOUNDED;
  }

  /** Returns whether it has bounds of its own within its gate. */
  boolean hasPartition() {
    return gate.isPresent() && !partition.equals(Partition.WHOLE);
  }

  /**
   * Reads the rest of it.
   *
   * @param fieldsOfProxiesOnly whether the fields that its gate reads count only if a trusted proxy
   *     has sent them
   */
  Rule rule(boolean fieldsOfProxiesOnly) {
    Route route =
        new Route(
            name,
            gate,
            gate.isPresent() ? partition : Partition.WHOLE,
            maxWait().map(Duration::toNanos).orElse(Arrival.GATES_MAX_WAIT),
            values
                .optionalText("routes[].priority")
                .map(any -> values.oneOf("routes[].priority", Priority.class)),
            CostText.read(values, "routes[].cost", fieldsOfProxiesOnly),
            values
                .optionalText("routes[].response-cost")
                .map(any -> values.fieldName("routes[].response-cost")),
            values
                .optionalText("routes[].timeout")
                .map(any -> values.duration("routes[].timeout", Duration.ofMillis(1), LONGEST)));
    return new Rule(MatcherSettings.from(values, item), route);
  }

  /** Returns how long its requests may wait; empty for as long as the gate allows. */
  Optional<Duration> maxWait() {
    return values
        .optionalText("routes[].max-wait")
        .map(any -> values.duration("routes[].max-wait", Duration.ZERO, LONGEST));
  }
}
