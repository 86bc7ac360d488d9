package dev.weir.lab.tune;

import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValue;
import io.helidon.json.JsonValueType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A gate of a Weir that runs, by its admin API: its levels, and its number of permits. */
public final class LiveGate implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int CHANGED_MEANWHILE = 412;
  private static final int MOST_ATTEMPTS = 3;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI admin;
  private final String name;
  private final String token;

  /**
   * Names a gate.
   *
   * @param admin the address of the admin port
   * @param name the gate's name
   * @param token what lets a client change it
   */
  public LiveGate(URI admin, String name, String token) {
    this.admin = admin;
    this.name = name;
    this.token = token;
  }

  /**
   * What the gate is like at a moment.
   *
   * @param at the moment, by Weir's clock
   * @param revision that of its settings
   * @param inside how many permits are out
   * @param waiting how many requests wait
   * @param served how many requests of its routes have been served since the start
   */
  record Levels(Instant at, String revision, int inside, int waiting, long served) {}

  /**
   * Checks that it is there, and that the token lets it be changed.
   *
   * @throws NoKneeException if not; the message says why
   */
  public void check() throws NoKneeException {
    permitsOfSettings();
  }

  /** Returns what it is like now. */
  Levels levels() throws NoKneeException {
    HttpResponse<String> response = send(request("/admin/state").GET().build());
    if (response.statusCode() != OK) {
      throw refused(response);
    }
    try {
      return levels(object(response.body()));
    } catch (JsonException e) {
      throw new NoKneeException(admin + " does not respond as the admin port of a Weir does");
    }
  }

  private Levels levels(JsonObject state) throws NoKneeException {
    JsonObject gate =
        objects(state, "gates").stream()
            .filter(each -> each.stringValue("name", "").equals(name))
            .findFirst()
            .orElseThrow(
                () -> new NoKneeException("there is no gate \"" + name + "\" at " + admin));
    long served =
        objects(state, "routes").stream()
            .filter(this::meetsThisGate)
            .mapToLong(route -> route.longValue("served", 0))
            .sum();
    return new Levels(
        Instant.parse(state.stringValue("time", "")),
        state.stringValue("revision", ""),
        gate.intValue("inside", 0),
        gate.intValue("waiting", 0),
        served);
  }

  /** A route that passes by all gates has null there. */
  private boolean meetsThisGate(JsonObject route) {
    return route
        .value("gate")
        .filter(gate -> gate.type() == JsonValueType.STRING)
        .map(gate -> gate.asString().value())
        .filter(name::equals)
        .isPresent();
  }

  /** Gives it so many permits, until the next change or the end of Weir. */
  void permits(int permits) throws NoKneeException {
    patch(String.valueOf(permits));
  }

  /** Lets it have as many permits as its settings say. */
  public void permitsOfSettings() throws NoKneeException {
    patch("null");
  }

  /** Another change may come between the look at the revision and the change. */
  private void patch(String permits) throws NoKneeException {
    HttpResponse<String> response = patchOnce(permits);
    for (int i = 1; i < MOST_ATTEMPTS && response.statusCode() == CHANGED_MEANWHILE; i++) {
      response = patchOnce(permits);
    }
    if (response.statusCode() != OK) {
      throw refused(response);
    }
  }

  private HttpResponse<String> patchOnce(String permits) throws NoKneeException {
    return send(
        request("/admin/gates/" + name + "?temporary=true")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/merge-patch+json")
            .header("If-Match", '"' + levels().revision() + '"')
            .method("PATCH", BodyPublishers.ofString("{\"permits\": " + permits + "}"))
            .build());
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(admin.resolve(target)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest request) throws NoKneeException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new NoKneeException(
          admin + " can't be reached (" + e + "); look at the address and the port");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoKneeException("interrupted");
    }
  }

  private NoKneeException refused(HttpResponse<String> response) {
    return new NoKneeException(
        "%s responds with %d to %s of %s: %s"
            .formatted(
                admin,
                response.statusCode(),
                response.request().method(),
                response.request().uri().getPath(),
                detail(response.body())));
  }

  private static String detail(String problem) {
    try {
      return object(problem).stringValue("detail", problem);
    } catch (JsonException e) {
      return problem.strip();
    }
  }

  private static JsonObject object(String text) {
    return JsonParser.create(text).readJsonObject();
  }

  private static List<JsonObject> objects(JsonObject in, String key) {
    return in.arrayValue(key).orElseThrow().values().stream().map(JsonValue::asObject).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
