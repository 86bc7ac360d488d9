package dev.weir;

import dev.weir.edge.GateEntry;
import dev.weir.edge.LastSheds;
import dev.weir.edge.RefusalDelay;
import dev.weir.edge.RouteEntry;
import dev.weir.edge.RouteTable;
import dev.weir.edge.headers.CallerNames;
import dev.weir.edge.headers.PriorityFields;
import dev.weir.edge.headers.PriorityFields.FromUntrusted;
import dev.weir.gate.Gate;
import dev.weir.metrics.RequestMetrics;
import dev.weir.routing.Route;
import dev.weir.settings.FairKey;
import dev.weir.settings.GateSettings;
import dev.weir.settings.Settings;
import dev.weir.time.CoalescingSleeper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What the requests of each route meet, made of the settings. */
final class RouteEntries {

  private final Settings settings;
  private final RequestMetrics metrics;
  private final CoalescingSleeper sleeper;
  private final Function<String, LastSheds> lastSheds;
  private final Map<String, GateEntry> gates = new LinkedHashMap<>();

  RouteEntries(
      Settings settings,
      Gates gates,
      RequestMetrics metrics,
      CoalescingSleeper sleeper,
      Function<String, LastSheds> lastSheds) {
    this.settings = settings;
    this.lastSheds = lastSheds;
    this.metrics = metrics;
    this.sleeper = sleeper;
    gates
        .byName()
        .keySet()
        .forEach(name -> this.gates.put(name, entry(name, gates.entrance(name))));
  }

  /** Returns the table of all routes, whose series are there from then on; once. */
  RouteTable table() {
    return new RouteTable(settings.routes(), this::entry);
  }

  private RouteEntry entry(Route route) {
    GateEntry gate = Objects.requireNonNull(gates.get(route.gate().orElse(Gates.NONE)));
    return new RouteEntry(
        route, gate, callers(route, gate.name()), metrics.of(gate.name(), route.name()));
  }

  private GateEntry entry(String name, Gate gate) {
    GateSettings of = settings(name);
    return new GateEntry(
        name,
        gate,
        new RefusalDelay(of.maxRefusalDelay(), System::nanoTime, sleeper),
        lastSheds.apply(name),
        new PriorityFields(of.priorityHeader(), fromUntrusted(of)));
  }

  /** The backend gets the same fields of requests that pass by all gates as of the others. */
  private GateSettings settings(String gate) {
    return settings.gates().getOrDefault(gate, settings.gate());
  }

  private CallerNames callers(Route route, String gate) {
    GateSettings of = settings(gate);
    List<FairKey> keys = route.gate().isPresent() ? of.fairBy() : List.of();
    return new CallerNames(keys.stream().map(key -> level(key, route, of)).toList());
  }

  private static CallerNames.Level level(FairKey key, Route route, GateSettings gate) {
    return switch (key) {
      case FairKey.Address all -> CallerNames.address();
      case FairKey.Field field -> CallerNames.field(field.name(), gate.fieldsOfProxiesOnly());
      case FairKey.Route all -> CallerNames.always(route.name());
    };
  }

  private static FromUntrusted fromUntrusted(GateSettings gate) {
    if (!gate.fieldsOfProxiesOnly()) {
      return FromUntrusted.HEARD;
    }
    return gate.keepsPriorityFromStrangers() ? FromUntrusted.REMOVED : FromUntrusted.IGNORED;
  }
}
