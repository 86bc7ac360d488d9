package dev.weir.admin;

import dev.weir.backend.UpstreamLevels;
import dev.weir.edge.ActiveRequest;
import dev.weir.edge.ActiveView;
import dev.weir.metrics.RouteTotals;
import dev.weir.reload.InForce;
import dev.weir.routing.Route;
import dev.weir.settings.Settings;
import io.helidon.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a Weir as JSON. Its names stay as they are and carry their units; what is not there,
 * or has no bound, is {@code null}. Counts are those since the start.
 *
 * @param weir what is shown
 * @param persist whether changes are written to the file
 * @param readOnly whether nothing can be changed
 */
record StateJson(WeirView weir, boolean persist, boolean readOnly) {

  /** Returns the state at this moment. */
  JsonObject now() {
    InForce inForce = weir.settings().inForce();
    Settings settings = inForce.read().settings();
    List<RouteTotals> routes = weir.totals().routes().get();
    List<ActiveView> active = weir.draining().active().stream().map(ActiveRequest::view).toList();
    return JsonObject.builder()
        .set("time", Instant.now().toString())
        .set("version", weir.process().version())
        .set("startedAt", weir.process().startedAt())
        .set("instance", weir.process().instance())
        .set("revision", inForce.revision())
        .set("config", config(inForce))
        .set("draining", weir.draining().announced())
        .setValues("gates", new GateJson(weir, inForce, routes, active).all())
        .setValues("routes", routes(settings, routes))
        .setValues("upstreams", weir.upstreams().get().stream().map(StateJson::upstream).toList())
        .setValues("changes", weir.settings().changes().stream().map(ChangeJson::of).toList())
        .build();
  }

  private JsonObject config(InForce inForce) {
    Optional<String> file = weir.process().files().stream().findFirst().map(Path::toString);
    return JsonObject.builder()
        .set("overridden", !inForce.overrides().isEmpty())
        .set("persist", persist)
        .set("readOnly", readOnly)
        .set("file", Json.text(file))
        .set("lastReloadSuccessful", inForce.lastError().isEmpty())
        .set("lastError", Json.text(inForce.lastError()))
        .build();
  }

  private static List<JsonObject> routes(Settings settings, List<RouteTotals> totals) {
    List<Route> routes = new ArrayList<>();
    settings.routes().rules().forEach(rule -> routes.add(rule.route()));
    routes.add(Route.DEFAULT);
    return routes.stream().map(route -> route(route, totals)).toList();
  }

  /** A route that had another gate before has counts there too. */
  private static JsonObject route(Route route, List<RouteTotals> totals) {
    JsonObject.Builder json =
        JsonObject.builder().set("name", route.name()).set("gate", Json.text(route.gate()));
    List<Map<String, Long>> own =
        totals.stream()
            .filter(total -> total.route().equals(route.name()))
            .map(RouteTotals::outcomes)
            .toList();
    for (String outcome : List.of("served", "shed", "failed", "rejected", "gone")) {
      json.set(outcome, own.stream().mapToLong(counts -> counts.getOrDefault(outcome, 0L)).sum());
    }
    return json.build();
  }

  private static JsonObject upstream(UpstreamLevels upstream) {
    return JsonObject.builder()
        .set("name", upstream.url())
        .set("healthy", upstream.healthy())
        .set("active", upstream.active())
        .set("idle", upstream.idle())
        .set("opened", upstream.opened())
        .build();
  }
}
