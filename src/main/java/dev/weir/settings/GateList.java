package dev.weir.settings;

import dev.weir.routing.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Reads the gates: the default one, and those with names of their own. */
final class GateList {

  private static final int MOST = 20;

  /** Names that a route may give as its gate, and that are no gates of the file. */
  private static final Set<String> TAKEN = Set.of(Route.DEFAULT_NAME, RouteSettings.NO_GATE);

  private GateList() {}

  /** Returns the gates by their names, first the default one, with the parts that routes need. */
  static SequencedMap<String, GateSettings> from(Values values, RouteList routes) {
    SequencedMap<String, GateSettings> gates = new LinkedHashMap<>();
    gates.put(Route.DEFAULT_NAME, gate(Route.DEFAULT_NAME, values, routes));
    List<Item> items = values.items(Item.GATE);
    if (items.size() > MOST) {
      throw values.bad(
          items.get(MOST),
          "there can be at most " + MOST + " gates, since each has metrics of its own");
    }
    for (Item item : items) {
      String name = item.gateName();
      if (!RouteSettings.NAME.matcher(name).matches() || TAKEN.contains(name)) {
        throw values.bad(
            item,
            "a gate must have a name " + RouteSettings.RULE_OF_NAMES + ", and not default or none");
      }
      gates.put(name, gate(name, values, routes));
    }
    return gates;
  }

  private static GateSettings gate(String name, Values values, RouteList routes) {
    return GateSettings.from(values.ofGate(name), routes.partitions(name));
  }
}
