package dev.weir.monitoring;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import dev.weir.monitoring.Dashboard.Panel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every panel shows something while a real Prometheus scrapes a real Weir under overload. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {

  /** There are two scrapes in that time on the slowest machine. */
  private static final String A_LONG_TIME = "5m";

  private StubUpstream upstream;
  private WeirProcess weir;
  private WeirClient client;
  private PrometheusServer prometheus;
  private final CountDownLatch over = new CountDownLatch(1);
  private List<Thread> crowd = List.of();

  @BeforeAll
  void overload() throws IOException {
    Optional<Path> program = PrometheusServer.program();
    Assumptions.assumeTrue(program.isPresent(), "Prometheus is not installed");
    upstream = new StubUpstream();
    upstream.responds(HttpText.head("HTTP/1.1 204 No Content"));
    weir =
        WeirProcess.start(
            "--config=" + Exposition.ROUTES,
            "--server.port=0",
            "--server.trusted-proxies=127.0.0.1",
            "--gate.permits=2",
            "--gate.waiting-room=4",
            "--backend.type=http",
            "--backend.http.url=" + upstream.url());
    client = weir.client();
    prometheus = PrometheusServer.scraping(program.orElseThrow(), client.address().getPort());
    Stream<Runnable> clients =
        Stream.concat(Collections.<Runnable>nCopies(10, this::ask).stream(), Stream.of(this::obey));
    crowd = clients.map(one -> Thread.ofVirtual().start(one)).toList();
  }

  private void ask() {
    while (over.getCount() > 0) {
      client.get("/endpoint");
      client.get("/tried");
    }
  }

  /** One caller obeys Retry-After: there is no error of a hint without it. */
  private void obey() {
    try {
      long seconds = 0;
      while (!over.await(seconds, TimeUnit.SECONDS)) {
        HttpResponse<String> response = client.get("/endpoint", "X-Forwarded-For", "192.0.2.1");
        seconds = response.headers().firstValueAsLong("Retry-After").orElse(0);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing interrupts a client", e);
    }
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    over.countDown();
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
              .replace("$gate", ".+")
              .replace("$route", ".+")
              .replace("$__rate_interval", A_LONG_TIME);
      Eventually.until(() -> Arrays.stream(prometheus.query(filled)).anyMatch(Double::isFinite));
    }
  }
}
