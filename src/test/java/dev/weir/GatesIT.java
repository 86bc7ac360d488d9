package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gates share nothing: each is full, is seen and is stopped for itself. */
@Timeout(120)
class GatesIT {

  @TempDir private Path folder;

  private StubUpstream upstream;
  private WeirProcess weir;
  private WeirClient client;
  private CompletableFuture<HttpResponse<String>> inside = new CompletableFuture<>();
  private CompletableFuture<HttpResponse<String>> waiting = new CompletableFuture<>();

  /** Uploads are never served, all else at once. */
  @BeforeEach
  void start() throws IOException {
    upstream = new StubUpstream();
    upstream.does(
        connection -> {
          if (HttpText.read(connection).head().getFirst().contains("/uploads")) {
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
          } else {
            StubUpstream.write(connection, head("HTTP/1.1 204 No Content", "Connection: close"));
          }
        });
    Path file =
        Files.writeString(
            folder.resolve("weir.yaml"),
            """
            server:
              port: 0
              drain-timeout: 100ms
              access-log: true
            gate:
              permits: 2
            gates:
              uploads:
                permits: 1
                waiting-room: 1
                max-wait: 10m
                shed-hopeless: false
              other:
                strategy: reject
                permits: 3
            routes:
              - name: videos
                method: POST
                path: /uploads/**
                gate: uploads
              - name: others
                path: /other
                gate: other
            """);
    weir =
        WeirProcess.start(
            "--config=" + file, "--backend.type=http", "--backend.http.url=" + upstream.url());
    client = weir.client();
  }

  @AfterEach
  void stop() throws IOException {
    weir.close();
    client.close();
    upstream.close();
  }

  private CompletableFuture<HttpResponse<String>> upload() {
    return client.send(client.request("/uploads/a").POST(BodyPublishers.noBody()));
  }

  /** Takes the permit of the uploads and their place to wait. */
  private void fill() {
    inside = upload();
    Eventually.until(() -> client.metric("in_flight_requests{gate=\"uploads\"}") == 1);
    waiting = upload();
    Eventually.until(() -> client.metric("queue_depth{gate=\"uploads\"}") == 1);
  }

  @Test
  void aGateThatIsFullLeavesTheOthersAlone() {
    fill();
    HttpResponse<String> refusal = upload().join();
    assertThat(refusal.statusCode(), is(429));
    assertThat(
        refusal.headers().firstValue("RateLimit-Policy").orElseThrow(),
        is("\"uploads\";q=1;qu=\"concurrent-requests\""));
    assertThat(
        refusal.body(),
        allOf(
            containsString("\"violated-policies\":[\"uploads\"]"),
            containsString("\"gate\":\"uploads\",\"route\":\"videos\""),
            containsString("\"queueDepth\":1")));
    assertThat(client.get("/lookup").statusCode(), is(204));
    assertThat(client.get("/other").statusCode(), is(204));
  }

  @Test
  void eachGateIsSeenWithItsLimits() {
    assertThat(
        client.metrics().lines().toList(),
        hasItems(
            "weir_permits{gate=\"default\"} 2.0",
            "weir_permits{gate=\"uploads\"} 1.0",
            "weir_permits{gate=\"other\"} 3.0",
            "weir_invariant_violations_total{gate=\"uploads\",invariant=\"permit_lost\"} 0.0"));
    assertThat(
        client.get("/health/live").body(),
        allOf(
            containsString("\"name\":\"gate\""),
            containsString("\"name\":\"gates\""),
            containsString("\"uploads.permits\":1"),
            containsString("\"other.permits\":3")));
    assertThat(weir.lines().getFirst(), containsString("; 2 routes, 2 more gates; backend "));
  }

  @Test
  void theLogNamesGateAndRoute() {
    client.get("/other");
    Eventually.until(
        () -> weir.lines().stream().anyMatch(line -> line.contains(" gate=other route=others ")));
  }

  @Test
  void aStopShedsWhatWaitsAtEveryGate() {
    fill();
    weir.terminate();
    assertThat(waiting.join().statusCode(), is(503));
    Eventually.until(inside::isCompletedExceptionally);
    Eventually.until(
        () ->
            weir.lines().stream().anyMatch(line -> line.contains("stopping: 1 inside, 1 waiting")));
  }
}
