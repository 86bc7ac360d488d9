package dev.weir.admin;

import dev.weir.gate.shadow.ShadowVerdict;
import io.helidon.json.JsonObject;

/** What a strategy that is tried would have done, as JSON. */
final class ShadowJson {

  private ShadowJson() {}

  static JsonObject of(ShadowVerdict verdict) {
    JsonObject.Builder shed = JsonObject.builder();
    verdict.shed().forEach((reason, count) -> shed.set(reason.label(), count));
    return JsonObject.builder()
        .set("strategy", verdict.strategy())
        .set("estimate", verdict.estimate())
        .set("admitted", verdict.admitted())
        .set("shed", shed.build())
        .set("served", verdict.served())
        .set("inside", verdict.inside())
        .set("waiting", verdict.waiting())
        .set("waitP99Ms", Json.millis(verdict.waitP99().toNanos()))
        .set("goodput", verdict.goodput())
        .build();
  }
}
