package dev.weir.admin;

import dev.weir.cluster.ClusterLevels;
import dev.weir.edge.ActiveView;
import dev.weir.edge.LastSheds;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.ShedReason;
import dev.weir.metrics.RouteTotals;
import dev.weir.metrics.WaitTotals;
import dev.weir.reload.InForce;
import dev.weir.settings.GateSettings;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonNull;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The gates of the settings in force as JSON, all of one moment. */
final class GateJson {

  private final WeirView weir;
  private final InForce inForce;
  private final List<RouteTotals> routes;
  private final List<ActiveView> active;
  private final Map<String, WaitTotals> waits;
  private final Optional<ClusterLevels> cluster;

  GateJson(WeirView weir, InForce inForce, List<RouteTotals> routes, List<ActiveView> active) {
    this.weir = weir;
    this.inForce = inForce;
    this.routes = routes;
    this.active = active;
    this.waits = weir.totals().waits().get();
    this.cluster = weir.cluster().get();
  }

  List<JsonObject> all() {
    // A gate that is new may be in the settings a moment before it is open.
    return inForce.read().settings().gates().entrySet().stream()
        .filter(gate -> weir.gates().containsKey(gate.getKey()))
        .map(gate -> gate(gate.getKey(), gate.getValue()))
        .toList();
  }

  private JsonObject gate(String name, GateSettings settings) {
    Gate gate = Objects.requireNonNull(weir.gates().get(name));
    GateLevels levels = gate.levels();
    WaitingJson waiting =
        new WaitingJson(active.stream().filter(request -> request.gate().equals(name)).toList());
    return JsonObject.builder()
        .set("name", name)
        .set("strategy", settings.strategy().name())
        .set("limits", limits(levels.limits()))
        .set("configured", configured(inForce, name))
        .setStrings("overridden", overridden(inForce, name))
        .set("inside", levels.inside())
        .set("waiting", levels.waiting())
        .set("surplus", levels.surplus())
        .set("totals", totals(name))
        .setValues("waitingByRoute", waiting.byRoute())
        .setValues("waitingByCaller", waiting.byCaller())
        .set("callers", callers(gate.callers()))
        .setValues("partitions", gate.partitions().stream().map(GateJson::partition).toList())
        .setValues("lastShed", lastShed(name))
        .set("lease", lease(name))
        .setValues("shadow", weir.shadows().apply(name).stream().map(ShadowJson::of).toList())
        .build();
  }

  /** Returns the values of a gate's keys as they are written. */
  static JsonObject configured(InForce inForce, String gate) {
    JsonObject.Builder json = JsonObject.builder();
    inForce.read().given().ofGate(gate).forEach(json::set);
    return json.build();
  }

  /** Returns the keys of a gate that have another value than in the files. */
  static List<String> overridden(InForce inForce, String gate) {
    return inForce.read().given().ofGate(gate).keySet().stream()
        .filter(key -> inForce.isOverridden(gate, key))
        .toList();
  }

  private static JsonObject limits(GateLimits limits) {
    boolean timed = !limits.maxWait().equals(GateLimits.UNBOUNDED_WAIT);
    return JsonObject.builder()
        .set("permits", Json.bound(limits.permits(), GateLimits.UNBOUNDED))
        .set("waitingRoom", Json.bound(limits.waitingRoom(), GateLimits.UNBOUNDED))
        .set(
            "maxWaitMs",
            timed ? JsonNumber.create(limits.maxWait().toMillis()) : JsonNull.instance())
        .build();
  }

  private JsonObject totals(String gate) {
    WaitTotals waited = waits.getOrDefault(gate, new WaitTotals(List.of()));
    JsonObject.Builder shed = JsonObject.builder();
    for (ShedReason reason : ShedReason.values()) {
      shed.set(reason.label(), shed(gate, reason));
    }
    return JsonObject.builder()
        .set("admitted", waited.admitted())
        .set("shed", shed.build())
        .set(
            "waitedSeconds",
            JsonObject.builder()
                .setValues("buckets", waited.buckets().stream().map(GateJson::bucket).toList())
                .build())
        .build();
  }

  private long shed(String gate, ShedReason reason) {
    return routes.stream()
        .filter(route -> route.gate().equals(gate))
        .mapToLong(route -> route.shed().getOrDefault(reason.label(), 0L))
        .sum();
  }

  private static JsonArray bucket(WaitTotals.Bucket bucket) {
    return JsonArray.create(Json.number(bucket.upToSeconds()), JsonNumber.create(bucket.count()));
  }

  private static JsonObject callers(CallerLevels callers) {
    return JsonObject.builder()
        .set("waiting", callers.waiting())
        .set("heaviestShare", callers.heaviestShare())
        .build();
  }

  private static JsonObject partition(PartitionLevels levels) {
    return JsonObject.builder()
        .set("name", levels.partition().name())
        .set("permits", Json.bound(levels.partition().permits(), GateLimits.UNBOUNDED))
        .set("waitingRoom", Json.bound(levels.partition().waitingRoom(), GateLimits.UNBOUNDED))
        .set("inside", levels.inside())
        .set("waiting", levels.waiting())
        .build();
  }

  private List<JsonObject> lastShed(String gate) {
    return weir.lastSheds().apply(gate).all().stream().map(GateJson::lastShed).toList();
  }

  private static JsonObject lastShed(LastSheds.Entry last) {
    return JsonObject.builder()
        .set("reason", last.shed().reason().label())
        .set("at", last.at().toString())
        .set("route", last.route())
        .set("caller", last.caller())
        .set("waitedMs", Json.millis(last.shed().waitedNanos()))
        .set("retryAfterMs", last.shed().retryAfter().toMillis())
        .build();
  }

  private JsonValue lease(String gate) {
    return cluster
        .<JsonValue>flatMap(
            levels ->
                Optional.ofNullable(levels.gates().get(gate))
                    .map(
                        share ->
                            JsonObject.builder()
                                .set("mode", levels.mode().label())
                                .set("share", share.permits())
                                .set("capacity", share.limit())
                                .build()))
        .orElse(JsonNull.instance());
  }
}
