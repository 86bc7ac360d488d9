package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.gate.ShedReason;
import dev.weir.reload.Reload;
import dev.weir.reload.WatchedSettings;
import dev.weir.settings.SettingsSource;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Weir that tries before it enforces. */
@Timeout(120)
class TrialIT {

  private static final String GATE = "permits: 1, waiting-room: 1, max-wait: 10m";

  private static final String ENFORCED = "weir_enforced_callers_ratio{gate=\"default\"} ";

  @TempDir private Path folder;

  private final ParkingBackend backend = new ParkingBackend();
  private AutoCloseable running = () -> {};
  private WeirClient client = new WeirClient(0);

  private Path file() {
    return folder.resolve("weir.yaml");
  }

  private void write(String gate) throws IOException {
    Files.writeString(
        file(),
        "server: {host: 127.0.0.1, port: 0}\n"
            + "gate: {shed-hopeless: false, max-refusal-delay: 0s, "
            + gate
            + "}\n");
  }

  private void start(String gate) throws IOException {
    write(gate);
    WatchedSettings watched =
        WatchedSettings.of(
            new SettingsSource(List.of("--config=" + file()), Map.of(), new Properties()));
    Server weir = new Server(watched.read().settings(), backend);
    WebServer server = WebServer.builder().update(weir::setup).build().start();
    Reload reload = weir.reload(watched, () -> {});
    reload.watch();
    client = new WeirClient(server.port());
    running =
        () -> {
          reload.close();
          backend.close();
          client.close();
          server.stop();
          weir.close();
        };
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
  }

  private void change(String gate) throws IOException {
    long before = client.metric("weir_config_reloads_total");
    write(gate);
    Eventually.until(() -> client.metric("weir_config_reloads_total") > before);
  }

  private List<CompletableFuture<HttpResponse<String>>> send(int requests) {
    return Stream.generate(() -> client.getLater("/endpoint")).limit(requests).toList();
  }

  private void assertAllServed(List<CompletableFuture<HttpResponse<String>>> sent) {
    backend.letGo(1_000);
    assertThat(
        sent.stream().map(response -> response.join().statusCode()).toList(), everyItem(is(200)));
    client.assertConserved();
  }

  private long would(String what, String strategy) {
    return client.metric("weir_shadow_" + what + "{strategy=\"" + strategy + "\"}");
  }

  /** The page has the labels in the order of their names. */
  private static String series(String what, String label, String strategy) {
    return "weir_shadow_%s{gate=\"default\",%sstrategy=\"%s\"}".formatted(what, label, strategy);
  }

  @Test
  void whatIsTriedHasItsSeriesBeforeAnyRequest() throws IOException {
    start("shadow: [reject, codel], " + GATE);
    Eventually.until(() -> client.metrics().contains("weir_shadow_admitted_total"));
    String page = client.metrics();
    for (String strategy : List.of("reject", "codel")) {
      assertThat(page, containsString(series("admitted_total", "", strategy) + " 0.0"));
      assertThat(page, containsString(series("served_total", "", strategy) + " 0.0"));
      for (ShedReason reason : ShedReason.values()) {
        String of = "reason=\"" + reason.label() + "\",";
        assertThat(page, containsString(series("shed_total", of, strategy) + " 0.0"));
      }
      String admitted = "outcome=\"admitted\",";
      assertThat(page, containsString(series("wait_seconds_count", admitted, strategy) + " 0"));
    }
    assertThat(page, containsString(series("info", "kind=\"estimate\",", "codel") + " 1.0"));
    assertThat(page, containsString(series("info", "kind=\"exact\",", "reject") + " 1.0"));
    assertThat(page, containsString("weir_shadow_lost_total{gate=\"default\"} 0.0"));
  }

  @Test
  void withoutATrialThereAreNoSuchSeries() throws IOException {
    start(GATE);
    assertThat(client.metrics(), not(containsString("weir_shadow_admitted_total{")));
  }

  @Test
  void aStrategyBesideTheOneInForceDecidesAboutTheSameRequests() throws IOException {
    start("shadow: reject, permits: 1, waiting-room: 9, max-wait: 10m");
    Eventually.until(() -> client.metrics().contains("weir_shadow_admitted_total{"));
    var sent = send(3);
    Eventually.until(() -> client.metric("queue_depth") == 2);
    assertAllServed(sent);
    Eventually.until(() -> would("admitted_total", "reject") == 1);
    Eventually.until(() -> would("shed_total", "reject") == 2);
    assertThat(client.dropped(ShedReason.NO_PERMIT), is(0L));
  }

  @Test
  void forWhomAGateIsEnforcedIsSeenAsItChanges() throws IOException {
    start("enforce: 25%, " + GATE);
    assertThat(client.metrics(), containsString(ENFORCED + "0.25"));
    change("mode: shadow, " + GATE);
    assertThat(client.metrics(), containsString(ENFORCED + "0.0"));
    change(GATE);
    assertThat(client.metrics(), containsString(ENFORCED + "1.0"));
  }

  @Test
  void aGateInShadowRefusesNoneAndCountsWhatItWouldDo() throws IOException {
    start("mode: shadow, " + GATE);
    Eventually.until(() -> client.metrics().contains("weir_shadow_admitted_total{"));
    var sent = send(5);
    Eventually.until(() -> backend.inside() == 5);
    Eventually.until(() -> would("shed_total", "wait-then-shed") == 3);
    assertThat(would("in_flight_requests", "wait-then-shed"), is(1L));
    assertThat(would("queue_depth", "wait-then-shed"), is(1L));
    assertAllServed(sent);
    Eventually.until(() -> would("admitted_total", "wait-then-shed") == 2);
  }

  @Test
  void whatWaitsPassesWhenTheGateIsNoLongerEnforced() throws IOException {
    start(GATE);
    var sent = send(2);
    Eventually.until(() -> client.metric("queue_depth") == 1);
    change("mode: shadow, " + GATE);
    Eventually.until(() -> backend.inside() == 2);
    var more = send(3);
    Eventually.until(() -> backend.inside() == 5);
    assertAllServed(sent);
    assertAllServed(more);
  }

  @Test
  void thoseInsideCountWhenTheGateIsEnforcedAgain() throws IOException {
    start("mode: 'off', " + GATE);
    var sent = send(3);
    Eventually.until(() -> backend.inside() == 3);
    change(GATE);
    var waiting = send(1);
    Eventually.until(() -> client.metric("queue_depth") == 1);
    assertThat(client.get("/endpoint").statusCode(), is(429));
    assertAllServed(sent);
    assertAllServed(waiting);
  }

  @Test
  void aGateThatIsEnforcedForNoCallerRefusesNone() throws IOException {
    start("enforce: 0%, " + GATE);
    var sent = send(4);
    Eventually.until(() -> backend.inside() == 4);
    Eventually.until(() -> client.metric("queue_depth") == 1);
    backend.letGo(4);
    sent.forEach(response -> assertThat(response.join().statusCode(), is(200)));
    Eventually.until(() -> client.metric("queue_depth") + client.metric("in_flight_requests") == 0);
    assertThat(client.dropped(ShedReason.ROOM_FULL), is(0L));
  }

  @Test
  void aTrialBeginsAndEndsWhileRequestsAreInside() throws IOException {
    start(GATE);
    var sent = send(1);
    Eventually.until(() -> backend.inside() == 1);
    change("shadow: reject, " + GATE);
    Eventually.until(() -> client.metrics().contains("weir_shadow_admitted_total{"));
    var more = send(1);
    Eventually.until(() -> client.metric("queue_depth") == 1);
    change(GATE);
    assertThat(client.metrics(), not(containsString("weir_shadow_admitted_total{")));
    assertAllServed(sent);
    assertAllServed(more);
  }
}
