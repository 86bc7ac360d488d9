package dev.weir;

import dev.weir.reload.Reload;
import dev.weir.reload.WatchedSettings;
import dev.weir.settings.SettingsSource;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A Weir with an admin port, a settings file and a token, in front of a parking backend. */
final class AdminWeir implements AutoCloseable {

  static final String TOKEN = "a-token-of-24-characters";
  static final String FILE =
      """
      # Two at once.
      gate: {permits: 2, waiting-room: 8, max-wait: 10m, shed-hopeless: false}
      """;

  final ParkingBackend backend = new ParkingBackend();
  final AtomicInteger stops = new AtomicInteger();
  final Path file;
  final Path token;
  final Reload reload;
  final WeirClient client;
  final WeirClient operator;
  private final Server weir;
  private final WebServer server;

  /** Starts it with these flags, in a folder for its files. */
  AdminWeir(Path folder, String yaml, String... flags) throws IOException {
    file = Files.writeString(folder.resolve("weir.yaml"), yaml);
    token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    List<String> all =
        new ArrayList<>(
            List.of(
                "--config=" + file,
                "--server.host=127.0.0.1",
                "--server.port=0",
                "--admin.port=0",
                "--admin.token-file=" + token));
    all.addAll(List.of(flags));
    WatchedSettings settings =
        WatchedSettings.of(new SettingsSource(all, Map.of(), new Properties()));
    weir = new Server(settings.read().settings(), backend);
    reload = weir.reload(settings, stops::incrementAndGet);
    server = WebServer.builder().update(weir::setup).build().start();
    client = new WeirClient(server.port());
    operator = new WeirClient(server.port("admin"));
  }

  JsonObject state() {
    return json(operator.get("/admin/state"));
  }

  /** Returns the default gate of the state. */
  JsonObject gate() {
    return state().arrayValue("gates").orElseThrow().values().getFirst().asObject();
  }

  static JsonObject json(HttpResponse<String> response) {
    return JsonParser.create(response.body().strip()).readJsonObject();
  }

  String etag() {
    return operator.get("/admin/state").headers().firstValue("ETag").orElseThrow();
  }

  /** Changes the default gate with all that a change takes. */
  HttpResponse<String> patch(String body) {
    return patch("/admin/gates/default", body, "If-Match", etag());
  }

  /** Changes with the token, and fields as name, value, name, value. */
  HttpResponse<String> patch(String path, String body, String... fields) {
    return send("PATCH", path, body, with("Authorization", "Bearer " + TOKEN, fields));
  }

  HttpResponse<String> send(String method, String path, String body, String... fields) {
    String[] typed = with("Content-Type", "application/merge-patch+json", fields);
    return operator
        .send(operator.request(path, typed).method(method, BodyPublishers.ofString(body)))
        .join();
  }

  private static String[] with(String name, String value, String... fields) {
    List<String> all = new ArrayList<>(List.of(fields));
    if (!all.contains(name)) {
      all.addAll(List.of(name, value));
    }
    return all.toArray(String[]::new);
  }

  /** Stops it as a signal does, but for the end of the process. */
  void stop() {
    CountDownLatch stopped = new CountDownLatch(1);
    weir.stopping(server::stop, stopped::countDown).ask();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    reload.close();
    backend.close();
    client.close();
    operator.close();
    server.stop();
    weir.close();
  }
}
