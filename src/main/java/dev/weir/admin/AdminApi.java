package dev.weir.admin;

import dev.weir.reload.ChangeEffect;
import dev.weir.reload.ChangeRefusedException;
import dev.weir.reload.GatePatch.Kept;
import dev.weir.reload.LiveSettings;
import dev.weir.reload.Origin;
import dev.weir.settings.AdminSettings;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The admin API: what a Weir does at the moment, for all who reach the admin port, and changes, for
 * all who have the token. Safe for use by any thread.
 */
public final class AdminApi implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(AdminApi.class.getName());

  private final Guard guard;
  private final ChangeGuard changes;
  private final WeirView weir;
  private final StateJson state;
  private final EventStreams events;
  private final Kept kept;
  private final Runnable stop;
  private final AtomicBoolean stopAsked = new AtomicBoolean();

  /**
   * Makes the API of a Weir.
   *
   * @param stop begins a stop
   * @throws dev.weir.settings.SettingsException if the token can't be used
   */
  public AdminApi(AdminSettings settings, WeirView weir, Runnable stop) {
    Optional<AccessToken> token = settings.tokenFile().map(AccessToken::new);
    token.ifPresent(AccessToken::check);
    this.guard = new Guard(new AllowedHosts(settings.names()));
    this.changes = new ChangeGuard(token, System::nanoTime);
    this.weir = weir;
    this.state = new StateJson(weir, settings.persist(), changes.readOnly());
    this.events = new EventStreams(() -> state.now().toString());
    this.kept = settings.persist() ? Kept.IN_FILE : Kept.TEMPORARILY;
    this.stop = stop;
  }

  /** Adds all of it to the routing of the admin port. */
  public void addTo(HttpRouting.Builder routing) {
    GateResource gate = new GateResource(weir.settings(), kept);
    add(routing, "/admin/state", Map.of(Method.GET, this::state));
    add(routing, "/admin/openapi.json", Map.of(Method.GET, new OpenApi()));
    add(routing, "/admin/events", Map.of(Method.GET, events));
    add(
        routing,
        "/admin/gates/{name}",
        Map.of(Method.GET, gate::get, Method.PATCH, changes.around(gate::patch)));
    add(routing, "/admin/overrides", Map.of(Method.DELETE, changes.around(this::endOverrides)));
    add(routing, "/admin/drain", Map.of(Method.POST, changes.around(this::drain)));
    add(routing, "/console", Map.of(Method.GET, new Console()));
  }

  private void add(HttpRouting.Builder routing, String path, Map<Method, Handler> handlers) {
    routing.any(path, guard.around(new ByMethod(handlers)));
  }

  private void state(ServerRequest request, ServerResponse response) {
    Responses.send(state.now(), weir.settings().inForce().revision(), response);
  }

  private void endOverrides(ServerRequest request, ServerResponse response) {
    LiveSettings settings = weir.settings();
    String revision = Preconditions.revision(request, false).orElseThrow();
    try {
      ChangeEffect effect =
          settings.endOverrides(revision, Origin.api(ChangeGuard.client(request)));
      Responses.send(EffectJson.of(effect, false), effect.revision(), response);
    } catch (ChangeRefusedException e) {
      throw Preconditions.refused(e, settings.inForce().revision());
    }
  }

  /** A second request to stop would cut off what is under way. */
  private void drain(ServerRequest request, ServerResponse response) {
    if (!weir.draining().announced() && stopAsked.compareAndSet(false, true)) {
      LOG.log(Level.INFO, "A stop is asked for by " + ChangeGuard.client(request));
      stop.run();
    }
    response.status(Status.ACCEPTED_202);
    Responses.send(JsonObject.builder().set("draining", true).build(), response);
  }

  /** Ends what would hold up the stop of the server. */
  @Override
  public void close() {
    events.close();
  }
}
