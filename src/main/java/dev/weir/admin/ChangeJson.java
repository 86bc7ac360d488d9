package dev.weir.admin;

import dev.weir.reload.Change;
import dev.weir.settings.SettingChange;
import io.helidon.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A change of the settings as JSON. */
final class ChangeJson {

  private ChangeJson() {}

  static JsonObject of(Change change) {
    String who = change.origin().who();
    return JsonObject.builder()
        .set("at", change.at().toString())
        .set("by", change.origin().source().label())
        .set("who", Json.text(Optional.of(who).filter(known -> !known.isEmpty())))
        .setValues("what", keys(change.what()))
        .set("temporary", change.temporary())
        .set("result", change.error().isEmpty() ? "applied" : "refused")
        .set("error", Json.text(change.error()))
        .build();
  }

  static List<JsonObject> keys(List<SettingChange> changes) {
    return changes.stream()
        .map(SettingChange::shown)
        .map(
            change ->
                JsonObject.builder()
                    .set("key", change.key())
                    .set("before", change.before())
                    .set("after", change.after())
                    .build())
        .toList();
  }
}
