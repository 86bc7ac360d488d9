package dev.weir;

import static dev.weir.AdminWeir.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.reload.LiveSettings;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators see and change on the admin port. */
@Timeout(120)
class AdminApiIT {

  @TempDir private Path folder;

  private AdminWeir weir;

  @BeforeEach
  void start() throws IOException {
    weir = new AdminWeir(folder, AdminWeir.FILE);
  }

  @AfterEach
  void stop() {
    weir.close();
  }

  /** Sends so many requests, of which as many come inside as there are permits. */
  private List<CompletableFuture<HttpResponse<String>>> send(int requests, int inside) {
    List<CompletableFuture<HttpResponse<String>>> sent =
        Stream.generate(() -> weir.client.getLater("/endpoint")).limit(requests).toList();
    Eventually.until(
        () ->
            weir.gate().intValue("waiting").orElseThrow() == requests - inside
                && weir.backend.inside() == inside);
    return sent;
  }

  private void assertAllServed(List<CompletableFuture<HttpResponse<String>>> sent) {
    weir.backend.letGo(1_000);
    sent.forEach(response -> assertThat(response.join().statusCode(), is(200)));
  }

  private static List<JsonValue> list(JsonObject json, String name) {
    return json.arrayValue(name).orElseThrow().values();
  }

  private static JsonObject first(JsonObject json, String name) {
    return list(json, name).getFirst().asObject();
  }

  private static int number(JsonObject json, String name) {
    return json.intValue(name).orElseThrow();
  }

  private static String text(JsonObject json, String name) {
    return json.stringValue(name).orElseThrow();
  }

  @Test
  void theStateHasLevelsLimitsAndThoseThatWait() {
    var sent = send(5, 2);
    JsonObject gate = weir.gate();
    assertThat(number(gate.objectValue("limits").orElseThrow(), "permits"), is(2));
    assertThat(number(gate, "inside"), is(2));
    assertThat(number(first(gate, "waitingByRoute"), "waiting"), is(3));
    assertThat(text(first(gate, "waitingByCaller"), "caller"), is("127.0.0.1"));
    assertThat(number(first(gate, "waitingByCaller"), "inside"), is(2));
    assertAllServed(sent);
    Eventually.until(() -> number(first(weir.state(), "routes"), "served") == 5);
    assertThat(number(weir.gate().objectValue("totals").orElseThrow(), "admitted"), is(5));
  }

  @Test
  void theLastRefusalOfAReasonIsThere() {
    weir.patch("{\"waiting-room\": 0}");
    var sent = send(2, 2);
    assertThat(weir.client.get("/endpoint").statusCode(), is(429));
    Eventually.until(() -> !list(weir.gate(), "lastShed").isEmpty());
    assertThat(text(first(weir.gate(), "lastShed"), "reason"), is("room_full"));
    assertThat(text(first(weir.gate(), "lastShed"), "caller"), is("127.0.0.1"));
    assertAllServed(sent);
  }

  @Test
  void aChangeIsInForceAtOnceAndTemporary() {
    var sent = send(5, 2);
    HttpResponse<String> response = weir.patch("{\"permits\": 4, \"max-wait\": \"9m\"}");
    assertThat(response.body(), response.statusCode(), is(200));
    assertThat(json(response).booleanValue("temporary").orElseThrow(), is(true));
    Eventually.until(() -> weir.backend.inside() == 4);
    assertThat(weir.operator.metric("weir_config_overridden"), is(1L));
    assertThat(list(weir.gate(), "overridden").toString(), is("[\"permits\", \"max-wait\"]"));
    assertThat(text(weir.gate().objectValue("configured").orElseThrow(), "permits"), is("4"));
    JsonObject change = first(weir.state(), "changes");
    assertThat(text(change, "by") + " " + text(change, "who"), is("api 127.0.0.1"));
    assertThat(text(first(change, "what"), "before"), is("2"));
    assertAllServed(sent);
  }

  @Test
  void aChangeIsLoggedWithWhoAskedForIt() {
    try (LogLines log = new LogLines(LiveSettings.class)) {
      weir.patch("{\"permits\": 4}");
      assertThat(
          log.lines(),
          contains(
              "The settings have changed until a file changes or Weir restarts, asked by 127.0.0.1"
                  + " through the admin API: gate.permits: 2 -> 4"));
    }
  }

  @Test
  void aDryRunSaysTheEffectAndChangesNothing() {
    var sent = send(7, 2);
    HttpResponse<String> response =
        weir.patch(
            "/admin/gates/default?dry-run=true", "{\"permits\": 3, \"waiting-room\": \"1\"}");
    JsonObject effect = json(response).objectValue("effect").orElseThrow();
    assertThat(text(effect, "text"), is("1 waiting request would be admitted, 3 would be shed"));
    assertThat(number(weir.gate(), "waiting"), is(5));
    assertThat(list(weir.state(), "changes"), is(empty()));
    assertAllServed(sent);
  }

  @Test
  void nullAndTheEndOfTheOverridesLeadBackToTheFile() {
    weir.patch("{\"permits\": 4, \"waiting-room\": 9}");
    weir.patch("{\"permits\": null}");
    assertThat(list(weir.gate(), "overridden").toString(), is("[\"waiting-room\"]"));
    HttpResponse<String> response =
        weir.send(
            "DELETE",
            "/admin/overrides",
            "",
            "Authorization",
            "Bearer " + AdminWeir.TOKEN,
            "If-Match",
            weir.etag());
    assertThat(response.body(), response.statusCode(), is(200));
    assertThat(list(weir.gate(), "overridden"), is(empty()));
    assertThat(weir.operator.metric("weir_config_overridden"), is(0L));
  }

  @Test
  void onlyAFileThatSaysSomethingElseEndsTemporaryChanges() throws IOException {
    weir.reload.watch();
    weir.patch("{\"permits\": 4}");
    long reloads = weir.operator.metric("weir_config_reloads_total");
    Files.writeString(weir.file, AdminWeir.FILE + "# The same.\n");
    Eventually.until(() -> weir.operator.metric("weir_config_reloads_total") > reloads);
    assertThat(weir.operator.metric("weir_permits"), is(4L));
    Files.writeString(weir.file, AdminWeir.FILE.replace("waiting-room: 8", "waiting-room: 9"));
    Eventually.until(() -> weir.operator.metric("weir_permits") == 2);
    assertThat(weir.operator.metric("weir_config_overridden"), is(0L));
  }

  @Test
  void aChangeToSettingsThatHaveChangedIsRefused() {
    String before = weir.etag();
    weir.patch("{\"permits\": 4}");
    HttpResponse<String> response =
        weir.patch("/admin/gates/default", "{\"permits\": 5}", "If-Match", before);
    assertThat(response.statusCode(), is(412));
    assertThat(response.headers().firstValue("ETag").orElseThrow(), is(weir.etag()));
    assertThat(weir.etag(), is(not(before)));
    assertThat(weir.operator.metric("weir_permits"), is(4L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"permits": 0}                   | 422 | gate.permits=0 (by the admin API): must be a whole number
          {"permits": 1e9}                 | 422 | gate.permits=1000000000 (by the admin API)
          {"permit": 8}                    | 422 | there is no such key; the nearest is gate.permits
          {"permits": [8]}                 | 400 | a value is no text, number or boolean
          {"permits": 8, "permits": 9}     | 400 | it has a key twice
          {"permits": 8} {}                | 400 | it is not well-formed
          {"permits": 8,}                  | 400 | it is not well-formed
          {"permits": 1e999999999}         | 400 | a number has too many digits
          [8]                              | 400 | it is none
          permits                          | 400 | The body must be a JSON object
          """)
  void aBodyThatCantBeUsedIsRefusedWithItsReason(String body, int status, String reason) {
    HttpResponse<String> response = weir.patch(body);
    assertThat(response.body(), response.statusCode(), is(status));
    assertThat(response.body(), containsString(reason.replace("\"", "\\\"")));
    assertThat(weir.operator.metric("weir_permits"), is(2L));
  }

  @Test
  void whatIsMissingIsSaid() {
    String body = "{\"permits\": 4}";
    assertThat(weir.patch("/admin/gates/default", body).statusCode(), is(428));
    assertThat(weir.patch("/admin/gates/other", body).statusCode(), is(404));
    assertThat(weir.operator.get("/admin/overrides").statusCode(), is(405));
    assertThat(weir.operator.get("/admin/nothing").statusCode(), is(404));
    assertThat(
        weir.patch("/admin/gates/default", body, "Content-Type", "text/plain").statusCode(),
        is(415));
  }

  @Test
  void aStopIsAskedForOnce() {
    String[] token = {"Authorization", "Bearer " + AdminWeir.TOKEN};
    assertThat(weir.send("POST", "/admin/drain", "", token).statusCode(), is(202));
    assertThat(weir.send("POST", "/admin/drain", "", token).statusCode(), is(202));
    assertThat(weir.stops.get(), is(1));
  }

  @Test
  void theMainPortHasNoneOfIt() {
    assertThat(weir.client.get("/admin/state").statusCode(), is(404));
  }

  @Test
  void aGateHasItsOwnResourceWithAnETag() {
    HttpResponse<String> response = weir.operator.get("/admin/gates/default");
    assertThat(response.headers().firstValue("ETag").orElseThrow(), is(weir.etag()));
    assertThat(text(json(response), "name"), is("default"));
    assertThat(
        json(response).objectValue("configured").orElseThrow().keysAsStrings(),
        hasItem("codel.target"));
  }
}
