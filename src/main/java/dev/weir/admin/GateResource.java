package dev.weir.admin;

import dev.weir.reload.ChangeEffect;
import dev.weir.reload.ChangeRefusedException;
import dev.weir.reload.GatePatch;
import dev.weir.reload.GatePatch.Kept;
import dev.weir.reload.InForce;
import dev.weir.reload.LiveSettings;
import dev.weir.reload.Origin;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * The settings of one gate: to be read, to be changed, and to be tried.
 *
 * @param settings the settings in force
 * @param kept where changes are kept that do not ask to be temporary
 */
record GateResource(LiveSettings settings, Kept kept) {

  /** Returns the keys of the gate with their values. */
  void get(ServerRequest request, ServerResponse response) {
    InForce inForce = settings.inForce();
    String gate = gate(request, inForce);
    JsonObject json =
        JsonObject.builder()
            .set("name", gate)
            .set("configured", GateJson.configured(inForce, gate))
            .setStrings("overridden", GateJson.overridden(inForce, gate))
            .build();
    Responses.send(json, inForce.revision(), response);
  }

  /** Changes values of the gate, or says what that would do. */
  void patch(ServerRequest request, ServerResponse response) throws IOException {
    boolean dryRun = flag("dry-run", request);
    Kept patchKept = flag("temporary", request) ? Kept.TEMPORARILY : kept;
    String gate = gate(request, settings.inForce());
    GatePatch patch = new GatePatch(gate, PatchBody.read(request), patchKept);
    Optional<String> revision = Preconditions.revision(request, dryRun);
    try {
      ChangeEffect effect =
          dryRun
              ? settings.preview(patch, revision)
              : settings.change(
                  patch, revision.orElseThrow(), Origin.api(ChangeGuard.client(request)));
      Responses.send(EffectJson.of(effect, dryRun), effect.revision(), response);
    } catch (ChangeRefusedException e) {
      throw Preconditions.refused(e, settings.inForce().revision());
    }
  }

  /** Not by {@code first}: that asks the registry of Helidon's services, which is left empty. */
  private static boolean flag(String name, ServerRequest request) {
    return switch (request.query().contains(name) ? request.query().get(name) : "false") {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new RefusedRequestException(
              Status.BAD_REQUEST_400, name + " must be true or false.");
    };
  }

  private static String gate(ServerRequest request, InForce inForce) {
    String name = request.path().pathParameters().get("name");
    if (!inForce.read().settings().gates().containsKey(name)) {
      throw new RefusedRequestException(
          Status.NOT_FOUND_404,
          "There is no such gate; there is "
              + String.join(", ", inForce.read().settings().gates().keySet())
              + ".");
    }
    return name;
  }
}
