package dev.weir.monitoring;

import dev.weir.HttpText;
import dev.weir.Soon;
import dev.weir.Upstream;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import dev.weir.monitoring.Dashboard.Panel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every panel shows something while a real Prometheus scrapes a real Weir under overload. */
class DashboardIT {

  private static final String SCRAPES_OF_SEVERAL_SECONDS = "5s";

  private static Upstream upstream;
  private static WeirProcess weir;
  private static WeirClient client;
  private static PrometheusServer prometheus;
  private static volatile boolean over;
  private static List<Thread> crowd = List.of();

  @BeforeAll
  static void overload() throws IOException {
    Optional<Path> program = PrometheusServer.program();
    Assumptions.assumeTrue(program.isPresent(), "Prometheus is not installed");
    upstream = new Upstream();
    upstream.answers(HttpText.head("HTTP/1.1 204 No Content"));
    weir =
        WeirProcess.start(
            "--server.port=0",
            "--gate.permits=2",
            "--gate.waiting-room=4",
            "--backend.type=http",
            "--backend.http.url=" + upstream.url());
    client = weir.client();
    prometheus = PrometheusServer.scraping(program.orElseThrow(), client.address().getPort());
    crowd = Stream.generate(() -> Thread.ofVirtual().start(DashboardIT::ask)).limit(10).toList();
  }

  private static void ask() {
    while (!over) {
      client.get("/endpoint");
    }
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    over = true;
    for (Thread one : crowd) {
      one.join();
    }
    if (prometheus != null) {
      prometheus.remove();
    }
    if (client != null) {
      client.close();
    }
    if (weir != null) {
      weir.close();
    }
    if (upstream != null) {
      upstream.close();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.monitoring.Dashboard#panels")
  void everyQueryOfAPanelHasAnAnswer(Panel panel) {
    for (String query : panel.queries()) {
      String filled =
          query
              .replace("$job", "weir")
              .replace("$instance", ".+")
              .replace("$__rate_interval", SCRAPES_OF_SEVERAL_SECONDS);
      Soon.until(() -> Arrays.stream(prometheus.query(filled)).anyMatch(Double::isFinite));
    }
  }
}
