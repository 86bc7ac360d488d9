package dev.weir.admin;

import dev.weir.gate.strategy.UpdateEffect;
import dev.weir.reload.ChangeEffect;
import io.helidon.json.JsonObject;

/** What a change does, or would do, as JSON. */
final class EffectJson {

  private EffectJson() {}

  static JsonObject of(ChangeEffect change, boolean dryRun) {
    UpdateEffect effect = change.effect();
    return JsonObject.builder()
        .set("dryRun", dryRun)
        .set("revision", change.revision())
        .setValues("changes", ChangeJson.keys(change.changes()))
        .set(
            "effect",
            JsonObject.builder()
                .set("admitted", effect.admitted())
                .set("shed", effect.shed())
                .set("text", text(effect, dryRun))
                .build())
        .set("temporary", change.temporary())
        .set("persisted", change.persisted())
        .build();
  }

  private static String text(UpdateEffect effect, boolean dryRun) {
    String verb = dryRun ? "would be" : "were";
    return "%s %s admitted, %d %s shed"
        .formatted(waiting(effect.admitted()), verb, effect.shed(), verb);
  }

  private static String waiting(int requests) {
    return requests == 1 ? "1 waiting request" : requests + " waiting requests";
  }
}
