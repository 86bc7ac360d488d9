package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.weir.edge.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A port of its own for health and metrics. */
class AdminPortIT {

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/health", "/health/ready", "/health/live"})
  void whatOperatorsAskForIsThereAndNotElsewhere(String path) {
    try (RunningWeir weir = RunningWeir.with("--admin.port=0");
        WeirClient operator = new WeirClient(weir.server().port("admin"))) {
      assertThat(operator.get(path).statusCode(), is(200));
      assertThat(weir.client().get(path).statusCode(), is(404));
    }
  }

  @Test
  void theBackendIsNotThere() {
    try (RunningWeir weir = RunningWeir.with("--admin.port=0");
        WeirClient operator = new WeirClient(weir.server().port("admin"))) {
      assertThat(operator.get("/endpoint").statusCode(), is(404));
      assertThat(weir.client().get("/endpoint").statusCode(), is(200));
      Eventually.until(() -> operator.ended(Outcome.SERVED) == 1);
    }
  }

  @Test
  void aBackendThatTakesEveryPathGetsTheseToo() throws Exception {
    try (StubUpstream upstream = new StubUpstream()) {
      upstream.responds(head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok");
      try (RunningWeir weir =
          RunningWeir.with(
              "--admin.port=0", "--backend.type=http", "--backend.http.url=" + upstream.url())) {
        assertThat(weir.client().get("/metrics").body(), is("ok"));
        assertThat(weir.client().get("/health/ready").body(), is("ok"));
      }
    }
  }

  @Test
  void theStartLineNamesTheAdminPortWithoutABackendCall() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (StubUpstream upstream = new StubUpstream();
        WeirProcess weir =
            WeirProcess.start(
                "--server.port=0",
                "--admin.port=0",
                "--admin.host=127.0.0.1",
                "--backend.type=http",
                "--backend.http.url=" + upstream.url())) {
      upstream.does(connection -> asked.addAndGet(connection.getInputStream().read() < 0 ? 0 : 1));
      Eventually.until(() -> weir.port() > 0);
      assertThat(
          weir.lines().getFirst(),
          matchesPattern(".*; /health and /metrics at http://127\\.0\\.0\\.1:[1-9]\\d*\\), .*"));
      assertThat(asked.get(), is(0));
    }
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine() throws Exception {
    try (StubUpstream upstream = new StubUpstream();
        WeirProcess weir =
            WeirProcess.start(
                "--server.port=0",
                "--admin.host=127.0.0.1",
                "--admin.port=" + upstream.url().replaceAll(".*:", ""))) {
      assertThat(weir.exitCode(), is(2));
      Eventually.until(weir::ended);
      assertThat(weir.lines(), hasSize(1));
      assertThat(weir.lines().getFirst(), containsString("admin.port="));
    }
  }
}
