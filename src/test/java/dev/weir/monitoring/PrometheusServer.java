package dev.weir.monitoring;

import dev.weir.Eventually;
import dev.weir.FreePort;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Prometheus in a folder of its own, if the program is installed. */
final class PrometheusServer {

  private final Path folder;
  private final int port;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  private PrometheusServer(Path program, int scraped) throws IOException {
    this.folder = Files.createTempDirectory("weir-prometheus");
    this.port = FreePort.find();
    Path configuration =
        Files.writeString(folder.resolve("prometheus.yml"), configuration(scraped));
    this.process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  private static String configuration(int scraped) {
    return """
        global: {scrape_interval: 250ms, scrape_timeout: 200ms}
        scrape_configs: [{job_name: weir, static_configs: [{targets: ["127.0.0.1:%d"]}]}]
        """
        .formatted(scraped);
  }

  /** Returns the program, or empty if there is none. */
  static Optional<Path> program() {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it, to scrape a port of this machine four times a second. */
  static PrometheusServer scraping(Path program, int port) throws IOException {
    PrometheusServer server = new PrometheusServer(program, port);
    Eventually.until(server::ready);
    return server;
  }

  private boolean ready() throws InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("Prometheus ended; its log is in " + folder);
    }
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** Returns the values that a query has now; fails if it is no query. */
  double[] query(String query) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpResponse<String> response = get("/api/v1/query?query=" + encoded);
    if (response.statusCode() != 200) {
      throw new AssertionError(query + ": " + response.body());
    }
    JsonObject data =
        JsonParser.create(response.body()).readJsonObject().objectValue("data").orElseThrow();
    return Dashboard.objects(data, "result").mapToDouble(PrometheusServer::value).toArray();
  }

  /** A sample is its time and its value, this one as a string. */
  private static double value(JsonObject sample) {
    JsonArray pair = sample.arrayValue("value", JsonArray.empty());
    return Double.parseDouble(pair.get(1).orElseThrow().asString().value());
  }

  /** Stops it and leaves nothing behind. */
  void remove() throws IOException, InterruptedException {
    http.close();
    process.destroyForcibly().waitFor();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
