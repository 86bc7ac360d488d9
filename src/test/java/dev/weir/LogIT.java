package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a Weir logs, and what becomes of it when its logs are not read. */
class LogIT {

  private static final String LOST = "weir_log_lines_lost_total{log=\"access\"}";

  private static WeirProcess before(int port, String... flags) throws IOException {
    return WeirProcess.start(
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--backend.type=http",
                    "--backend.http.url=http://127.0.0.1:" + port),
                Stream.of(flags))
            .toArray(String[]::new));
  }

  private static boolean serves(WeirClient client) {
    try {
      return client.get("/endpoint").statusCode() == 200;
    } catch (CompletionException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  /** Its output is not read, so that not even the start line can say which port it has. */
  private static Process unread(int port, String... flags) throws IOException {
    Stream<String> command =
        Stream.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-jar",
            "target/weir.jar",
            "--server.port=" + port,
            "--backend.simulated.latency=0",
            "--server.access-log=true");
    return new ProcessBuilder(Stream.concat(command, Stream.of(flags)).toList()).start();
  }

  @Test
  void anUnreadLogHoldsUpNeitherRequestsNorTheStop() throws Exception {
    int port = FreePort.find();
    Process weir = unread(port, "--gate.waiting-room=1000", "--gate.max-wait=10m");
    try (WeirClient client = new WeirClient(port)) {
      Eventually.until(() -> serves(client));
      String path = "/" + "x".repeat(4_000);
      Eventually.until(
          () -> {
            var crowd = Stream.generate(() -> client.getLater("/endpoint" + path)).limit(50);
            crowd.toList().forEach(response -> assertThat(response.join().statusCode(), is(404)));
            var some = Stream.generate(() -> client.getLater("/endpoint")).limit(400).toList();
            some.forEach(response -> assertThat(response.join().statusCode(), is(200)));
            return client.metric(LOST) > 0;
          });
      assertThat(client.get("/endpoint").statusCode(), is(200));
      assertThat(client.metric(LOST), greaterThan(0L));
      weir.toHandle().destroy();
      assertThat("it has ended", weir.waitFor(5, TimeUnit.MINUTES), is(true));
      assertThat(weir.exitValue(), is(0));
    } finally {
      weir.destroyForcibly();
    }
  }

  @Test
  void aRequestThatNeverCameToTheGateHasALineToo() throws Exception {
    try (WeirProcess weir = WeirProcess.start("--server.port=0", "--server.access-log=true");
        WeirClient client = weir.client()) {
      assertThat(client.get("/elsewhere").statusCode(), is(404));
      try (Socket socket = client.raw(HttpText.head("no request"))) {
        assertThat(HttpText.read(socket).status(), is(400));
      }
      String read =
          "time=\\S+ method=GET path=/elsewhere status=404 outcome=rejected reason=not_found"
              + " caller=127\\.0\\.0\\.1";
      String unread = "time=\\S+ method=- path=- status=400 outcome=rejected reason=bad_request .*";
      Eventually.until(() -> weir.lines().stream().anyMatch(line -> line.matches(read)));
      Eventually.until(() -> weir.lines().stream().anyMatch(line -> line.matches(unread)));
    }
  }

  @Test
  void aTrustedProxyNamesTheCallerOfARejectedRequest() throws Exception {
    try (WeirProcess weir =
            WeirProcess.start(
                "--server.port=0",
                "--server.access-log=true",
                "--server.trusted-proxies=127.0.0.1");
        WeirClient client = weir.client()) {
      assertThat(client.get("/elsewhere", "X-Forwarded-For", "10.0.0.7").statusCode(), is(404));
      String line = ".* path=/elsewhere status=404 .* caller=10\\.0\\.0\\.7";
      Eventually.until(() -> weir.lines().stream().anyMatch(each -> each.matches(line)));
    }
  }

  @Test
  void aLogOfJsonHasNothingButJson() throws Exception {
    try (WeirProcess weir =
            before(FreePort.find(), "--log.format=json", "--server.access-log=true");
        WeirClient client = weir.client()) {
      assertThat(client.get("/a").statusCode(), is(502));
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
      Eventually.until(weir::ended);
      assertThat(weir.lines(), everyItem(matchesPattern("\\{\"time\":\"[^\"]+Z\",\".*\\}")));
      assertThat(weir.lines(), hasItem(containsString("can't be reached")));
      assertThat(weir.lines(), hasItem(containsString("\"reason\":\"backend_unreachable\"")));
    }
  }

  @Test
  void aServiceThatIsWellAgainIsNoWarning() throws Exception {
    int port = FreePort.find();
    try (WeirProcess weir =
        before(port, "--backend.http.health-path=/", "--backend.http.health-interval=50ms")) {
      Eventually.until(
          () -> weir.lines().stream().anyMatch(line -> line.contains(" is not healthy: ")));
      HttpServer service =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      service.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      service.start();
      try {
        Eventually.until(
            () -> weir.lines().stream().anyMatch(line -> line.contains(" is healthy again: ")));
      } finally {
        service.stop(0);
      }
      assertThat(
          weir.lines(),
          hasItem(
              matchesPattern(
                  "\\S+Z INFO dev.weir.backend.http.UpstreamHealth \\S+ is healthy again: .*")));
      assertThat(
          weir.lines(),
          hasItem(
              matchesPattern(
                  "\\S+Z WARNING dev.weir.backend.http.UpstreamHealth \\S+ is not healthy: .*")));
    }
  }

  @Test
  void whatHappensDuringAStopIsLogged() throws Exception {
    int admin = FreePort.find();
    try (WeirProcess weir =
            WeirProcess.start(
                "--server.port=0",
                "--admin.port=" + admin,
                "--server.max-connections=1",
                "--server.drain-timeout=1m",
                "--backend.simulated.schedule=0s hang");
        WeirClient operator = new WeirClient(admin);
        WeirClient client = weir.client();
        Socket inside = client.raw("GET /endpoint HTTP/1.1\r\nHost: weir\r\n\r\n")) {
      Eventually.until(() -> operator.metric("in_flight_requests") == 1);
      weir.terminate();
      Eventually.until(() -> operator.get("/health/ready").statusCode() == 503);
      assertThat(client.get("/endpoint").statusCode(), is(503));
      Eventually.until(
          () ->
              weir.lines().stream()
                  .anyMatch(line -> line.contains(" WARNING ") && line.contains("connections")));
      assertThat("the first is inside", inside.isConnected(), is(true));
    }
  }
}
