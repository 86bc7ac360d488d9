package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.weir.reload.LiveSettings;
import dev.weir.reload.Reload;
import dev.weir.reload.WatchedSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsSource;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Weir whose file changes while requests are under way. */
@Timeout(120)
class ReloadIT {

  private static final String TWO_PERMITS =
      """
      server: {host: 127.0.0.1, port: 0}
      gate: {permits: 2, waiting-room: 8, max-wait: 10m, shed-hopeless: false}
      """;

  @TempDir private Path folder;

  private final ParkingBackend backend = new ParkingBackend();
  private Path file = Path.of("");
  private AutoCloseable running = () -> {};
  private WeirClient client = new WeirClient(0);

  @BeforeEach
  void name() {
    file = folder.resolve("weir.yaml");
  }

  /** Starts a Weir in front of the parking backend, unless the file names another. */
  private void start(String yaml) throws IOException {
    Files.writeString(file, yaml);
    SettingsSource source =
        new SettingsSource(List.of("--config=" + file), Map.of(), new Properties());
    WatchedSettings watched = WatchedSettings.of(source);
    Settings settings = watched.read().settings();
    Server weir = yaml.contains("backend:") ? new Server(settings) : new Server(settings, backend);
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

  private void change(String yaml) throws IOException {
    long before = client.metric("weir_config_reloads_total");
    Files.writeString(file, yaml);
    Eventually.until(() -> client.metric("weir_config_reloads_total") > before);
  }

  /** Sends so many requests, of which as many come inside as there are permits. */
  private List<CompletableFuture<HttpResponse<String>>> send(int requests, int inside) {
    List<CompletableFuture<HttpResponse<String>>> sent =
        Stream.generate(() -> client.getLater("/endpoint")).limit(requests).toList();
    Eventually.until(() -> client.metric("queue_depth") == requests - inside);
    return sent;
  }

  private void assertAllServed(List<CompletableFuture<HttpResponse<String>>> sent) {
    backend.letGo(1_000);
    sent.forEach(response -> assertThat(response.join().statusCode(), is(200)));
    client.assertConserved();
  }

  @Test
  void aHigherLimitLetsTheWaitingIn() throws IOException {
    start(TWO_PERMITS);
    var sent = send(5, 2);
    change(TWO_PERMITS.replace("permits: 2", "permits: 4"));
    Eventually.until(() -> backend.inside() == 4);
    assertThat(client.metric("queue_depth"), is(1L));
    assertAllServed(sent);
  }

  @Test
  void aLowerLimitLetsNoneInUntilEnoughCameBack() throws IOException {
    start(TWO_PERMITS);
    var sent = send(3, 2);
    change(TWO_PERMITS.replace("permits: 2", "permits: 1"));
    assertThat(client.metric("weir_permits"), is(1L));
    backend.letGo(1);
    Eventually.until(() -> client.metric("in_flight_requests") == 1);
    assertThat(client.metric("queue_depth"), is(1L));
    assertAllServed(sent);
  }

  @Test
  void aRouteAndAGateAreThereWithTheirSeries() throws IOException {
    start(TWO_PERMITS);
    change(
        TWO_PERMITS
            + """
              gates:
                other: {strategy: reject, permits: 1}
              routes:
                - {name: own, path: /endpoint, header: X-Own, gate: other}
              """);
    assertThat(
        client.metric("request_count_total{gate=\"other\",route=\"own\",outcome=\"served\"}"),
        is(0L));
    var first = client.getLater("/endpoint", "X-Own", "1");
    Eventually.until(() -> client.metric("in_flight_requests{gate=\"other\"}") == 1);
    HttpResponse<String> second = client.get("/endpoint", "X-Own", "1");
    assertThat(second.statusCode(), is(429));
    assertThat(second.body(), containsString("\"gate\":\"other\",\"route\":\"own\""));
    assertAllServed(List.of(first));
  }

  @Test
  void aRequestKeepsTheRouteThatItCameBy() throws IOException {
    String routes =
        """
        gates:
          other: {permits: 1, waiting-room: 1, max-wait: 10m, shed-hopeless: false}
        routes:
          - {name: own, path: /endpoint, gate: other}
        """;
    start(TWO_PERMITS + routes);
    var sent = send(2, 1);
    change(TWO_PERMITS);
    var next = client.getLater("/endpoint");
    Eventually.until(() -> client.metric("in_flight_requests{gate=\"default\"}") == 1);
    backend.letGo(1_000);
    sent.forEach(response -> assertThat(response.join().statusCode(), is(200)));
    assertAllServed(List.of(next));
    assertThat(client.metric("request_count_total{route=\"own\",outcome=\"served\"}"), is(2L));
  }

  @Test
  void theServiceMovesToAnotherAddress() throws IOException {
    try (StubUpstream before = new StubUpstream();
        StubUpstream after = new StubUpstream()) {
      before.responds(HttpText.head("HTTP/1.1 200 OK", "Content-Length: 6") + "before");
      after.responds(HttpText.head("HTTP/1.1 200 OK", "Content-Length: 5") + "after");
      String service = TWO_PERMITS + "backend: {http: {url: '" + before.url() + "'}}\n";
      start(service);
      assertThat(client.get("/").body(), is("before"));
      change(service.replace(before.url(), after.url()));
      assertThat(client.get("/").body(), is("after"));
      assertThat(client.metric("weir_upstream_healthy{upstream=\"" + after.url() + "\"}"), is(1L));
    }
  }

  @Test
  void trustAndTheLargestBodyChange() throws IOException {
    start(TWO_PERMITS);
    backend.letGo(1_000);
    change(TWO_PERMITS.replace("port: 0", "port: 0, max-body: 2, via: weir-b"));
    assertThat(client.get("/endpoint", "Via", "1.1 weir-b").statusCode(), is(508));
    HttpResponse<String> large =
        client
            .send(
                client
                    .request("/endpoint")
                    .expectContinue(true)
                    .POST(BodyPublishers.ofString("abc")))
            .join();
    assertThat(large.statusCode(), is(413));
  }

  @Test
  void connectionsThatAreNewHaveTheNewTimeouts() throws IOException {
    start(TWO_PERMITS);
    change(TWO_PERMITS.replace("port: 0", "port: 0, idle-timeout: 100ms"));
    try (Socket idle = client.raw("")) {
      assertThat("closed", idle.getInputStream().read(), is(-1));
    }
  }

  @Test
  void aBadFileChangesNothingAndIsSaidOnce() throws IOException {
    start(TWO_PERMITS);
    try (LogLines log = new LogLines(LiveSettings.class)) {
      change(TWO_PERMITS.replace("permits: 2", "permits: two"));
      assertThat(client.metric("weir_permits"), is(2L));
      assertThat(client.metric("weir_config_last_reload_successful"), is(0L));
      assertThat(client.metric("weir_config_reloads_total{result=\"failure\"}"), is(1L));
      change(TWO_PERMITS.replace("permits: 2", "permits: 3"));
      assertThat(client.metric("weir_config_last_reload_successful"), is(1L));
      assertThat(client.metric("weir_permits"), is(3L));
      assertThat(log.lines().toString(), log.lines().size(), is(2));
      assertThat(log.lines().getFirst(), containsString("gate.permits=two (in "));
    }
  }

  /** As Kubernetes updates a ConfigMap: a link to a folder is put in place of another. */
  @Test
  void aSwappedLinkToTheFolderIsAChange() throws IOException {
    for (String version : List.of("2", "3")) {
      Path data = Files.createDirectory(folder.resolve("..data_" + version));
      Files.writeString(
          data.resolve("weir.yaml"), TWO_PERMITS.replace("permits: 2", "permits: " + version));
    }
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..data_2"));
    file = Files.createSymbolicLink(folder.resolve("linked.yaml"), Path.of("..data/weir.yaml"));
    start(Files.readString(file));
    Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..data_3"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
    Eventually.until(() -> client.metric("weir_permits") == 3);
  }
}
