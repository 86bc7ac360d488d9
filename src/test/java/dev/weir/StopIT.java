package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What signals do to a Weir, what it says meanwhile, and how it ends. */
class StopIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  private final StubUpstream upstream = new StubUpstream();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch mayRespond = new CountDownLatch(1);

  StopIT() throws Exception {
    upstream.does(
        connection -> {
          while (true) {
            HttpText.read(connection);
            asked.incrementAndGet();
            awaitResponse();
            StubUpstream.write(connection, OK);
          }
        });
  }

  private void awaitResponse() {
    try {
      mayRespond.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    mayRespond.countDown();
    upstream.close();
  }

  private WeirProcess weir(List<String> jvmOptions, String... flags) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0", "--backend.type=http", "--backend.http.url=" + upstream.url()));
    all.addAll(List.of(flags));
    return WeirProcess.start(jvmOptions, all.toArray(String[]::new));
  }

  private WeirProcess weir(String... flags) throws Exception {
    return weir(List.of(), flags);
  }

  private List<CompletableFuture<HttpResponse<String>>> inside(WeirClient client, int requests) {
    int before = asked.get();
    List<CompletableFuture<HttpResponse<String>>> inside = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      inside.add(client.getLater("/slow"));
    }
    Eventually.until(() -> asked.get() == before + requests);
    return inside;
  }

  private static List<String> said(WeirProcess weir) {
    Eventually.until(weir::ended);
    return weir.lines().subList(1, weir.lines().size());
  }

  private static boolean isNotReady(WeirClient client) {
    return client.get("/health/ready").statusCode() == 503;
  }

  @Test
  void aStopLogsHowManyRequestsItWaitsForAndCuts() throws Exception {
    try (WeirProcess weir = weir("--gate.permits=2", "--gate.max-wait=1m");
        WeirClient client = weir.client()) {
      var inside = inside(client, 2);
      inside.add(client.getLater("/waits"));
      Eventually.until(() -> client.metric("queue_depth") == 1);
      weir.signal("TERM");
      Eventually.until(() -> isNotReady(client));
      mayRespond.countDown();
      inside.forEach(response -> assertThat(response.join().statusCode(), is(200)));
      assertThat(weir.exitCode(), is(0));
      assertThat(
          said(weir),
          contains(
              containsString("stopping: 2 inside, 1 waiting, up to 10 s"),
              matchesPattern(".*stopped after \\d+\\.\\d s, 0 cut")));
    }
  }

  @Test
  void whatTheDrainTimeoutCutsIsNamedAndCounted() throws Exception {
    try (WeirProcess weir = weir("--server.drain-timeout=100ms");
        WeirClient client = weir.client()) {
      List<Socket> inside = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        inside.add(client.raw(head("GET /slow HTTP/1.1", "Host: a")));
      }
      Eventually.until(() -> asked.get() == 12);
      weir.signal("TERM");
      for (Socket one : inside) {
        assertThat(one.getInputStream().read(), is(-1));
        one.close();
      }
      assertThat(weir.exitCode(), is(0));
      List<String> said = said(weir);
      assertThat(said, hasItem(containsString("12 inside, 0 waiting, up to 0.1 s")));
      String cut = ".*cut GET /slow, client 127\\.0\\.0\\.1, under way for \\d+ ms";
      assertThat(said.stream().filter(line -> line.matches(cut)).count(), is(10L));
      assertThat(said, hasItem(containsString("cut 2 more")));
      assertThat(said.getLast(), matchesPattern(".*stopped after \\d+\\.\\d s, 12 cut"));
    }
  }

  @Test
  void duringTheDelayItIsNotReadyAndServesNewConnections() throws Exception {
    mayRespond.countDown();
    try (WeirProcess weir = weir("--server.shutdown-delay=1h");
        WeirClient client = weir.client()) {
      weir.signal("TERM");
      Eventually.until(() -> isNotReady(client));
      try (WeirClient another = weir.client()) {
        assertThat(another.get("/").statusCode(), is(200));
        assertThat(another.get("/health/live").statusCode(), is(200));
      }
      Eventually.until(() -> weir.lines().size() > 1);
      assertThat(weir.lines().getLast(), containsString("up to 3610 s"));
    }
  }

  @Test
  void whenTheDelayIsOverItDrainsAndEnds() throws Exception {
    try (WeirProcess weir =
            weir("--server.shutdown-delay=100ms", "--gate.permits=1", "--gate.waiting-room=0");
        WeirClient client = weir.client()) {
      var inside = inside(client, 1);
      weir.signal("TERM");
      Eventually.until(() -> client.get("/").statusCode() == 503);
      mayRespond.countDown();
      assertThat(inside.getFirst().join().statusCode(), is(200));
      assertThat(weir.exitCode(), is(0));
    }
  }

  @Test
  void aSecondSignalEndsTheDelayAndAThirdCuts() throws Exception {
    try (WeirProcess weir =
            weir(
                "--server.shutdown-delay=1h",
                "--server.drain-timeout=1h",
                "--gate.permits=1",
                "--gate.waiting-room=0");
        WeirClient client = weir.client()) {
      inside(client, 1);
      weir.signal("TERM");
      Eventually.until(() -> isNotReady(client));
      assertThat(client.get("/").statusCode(), is(429));
      // Those that come within a second of each other are one request to stop.
      Eventually.until(() -> refusesAfterSignal(weir, client));
      Eventually.until(
          () -> {
            weir.signal("INT");
            return weir.ended();
          });
      assertThat(weir.exitCode(), is(0));
      assertThat(said(weir).getLast(), containsString(" s, 1 cut"));
    }
  }

  private static boolean refusesAfterSignal(WeirProcess weir, WeirClient client) throws Exception {
    weir.signal("TERM");
    return client.get("/").statusCode() == 503;
  }

  @Test
  void signalsWithinASecondAreOneRequest() throws Exception {
    try (WeirProcess weir = weir("--server.shutdown-delay=1h");
        WeirClient client = weir.client()) {
      weir.signals("INT", "TERM");
      Eventually.until(() -> isNotReady(client));
      mayRespond.countDown();
      assertThat(client.get("/").statusCode(), is(200));
    }
  }

  @Test
  void aTerminalThatClosesIsNoReasonToStop() throws Exception {
    mayRespond.countDown();
    try (WeirProcess weir = weir();
        WeirClient client = weir.client()) {
      weir.signal("HUP");
      Eventually.until(() -> weir.lines().size() == 2);
      assertThat(weir.lines().getLast(), containsString("SIGHUP is ignored"));
      assertThat(client.get("/").statusCode(), is(200));
      assertThat(client.get("/health/ready").statusCode(), is(200));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aStopThatIsAskedForDuringTheStartEndsWith0(String signal, @TempDir Path folder)
      throws Exception {
    Path config = folder.resolve("weir.yaml");
    assertThat(new ProcessBuilder("mkfifo", config.toString()).start().waitFor(), is(0));
    try (WeirProcess weir = WeirProcess.start("--config=" + config);
        // This waits until the other side reads, and the other side for what is never written.
        var settings = Files.newOutputStream(config)) {
      settings.flush();
      weir.signal(signal);
      assertThat(weir.exitCode(), is(0));
    }
  }

  @Test
  void aJvmThatLeavesSignalsAloneServes() throws Exception {
    mayRespond.countDown();
    try (WeirProcess weir = weir(List.of("-Xrs"));
        WeirClient client = weir.client()) {
      assertThat(client.get("/").statusCode(), is(200));
    }
  }
}
