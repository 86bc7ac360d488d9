package dev.weir;

import static dev.weir.HttpText.head;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.ShedReason;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request has the bounds of its route, and is counted there, whatever its path looks like. */
@Timeout(120)
class RoutesIT {

  private static final String ROUTES =
      """
      gate:
        permits: 4
        waiting-room: 8
        max-wait: 10m
      routes:
        - name: static
          path: /static/**
          gate: none
        - name: reports
          path: /reports/**
          permits: 1
          waiting-room: 0
        - name: heavy
          path: /heavy
          cost: 3
          response-cost: X-Cost
        - name: quick
          path: /quick
          timeout: 50ms
        - name: batch
          header: "X-Kind: batch"
          max-wait: 0s
      """;

  @TempDir private Path folder;

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final CountDownLatch mayRespond = new CountDownLatch(1);
  private StubUpstream upstream;
  private RunningWeir weir;

  @BeforeEach
  void start() throws IOException {
    upstream = new StubUpstream();
    upstream.does(this::serve);
    weir = weir(ROUTES);
  }

  private RunningWeir weir(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("weir.yaml"), yaml);
    return RunningWeir.with(
        "--config=" + file, "--backend.type=http", "--backend.http.url=" + upstream.url());
  }

  @AfterEach
  void stop() throws IOException {
    mayRespond.countDown();
    weir.close();
    upstream.close();
  }

  /**
   * Responds at once, or when it may: to what asks for that, or with a cost of 1 before the body.
   */
  private void serve(Socket connection) throws IOException {
    String line = HttpText.read(connection).head().getFirst();
    seen.add(line);
    if (line.contains("?wait")) {
      await();
    }
    StubUpstream.write(
        connection, head("HTTP/1.1 200 OK", "Connection: close", "X-Cost: 1", "Content-Length: 2"));
    if (line.contains("?slowly")) {
      await();
    }
    StubUpstream.write(connection, "ok");
  }

  private void await() throws IOException {
    try {
      mayRespond.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Sends a request whose call is under way from then on. */
  private Socket begin(String target) throws IOException {
    Socket socket = send(target);
    Eventually.until(() -> seen.contains("GET " + target + " HTTP/1.1"));
    return socket;
  }

  private Socket send(String target) throws IOException {
    return weir.client().raw(head("GET " + target + " HTTP/1.1", "Host: a"));
  }

  private void assertServed(Socket socket) throws IOException {
    assertThat(HttpText.read(socket).status(), is(200));
    socket.close();
  }

  private long count(String series) {
    return weir.client().metric(series);
  }

  @Test
  void aRouteAtItsCapIsShedWhileAnotherIsServed() throws IOException {
    Socket inside = begin("/reports?wait");
    HttpResponse<String> refusal = weir.client().get("/reports/b");
    assertThat(refusal.statusCode(), is(429));
    assertThat(refusal.body(), containsString("\"gate\":\"default\",\"route\":\"reports\""));
    assertThat(weir.client().get("/lookup").statusCode(), is(200));
    Eventually.until(() -> count("dropped_requests_total{route=\"reports\"}") == 1);
    assertThat(count("dropped_requests_total{route=\"default\"}"), is(0L));
    mayRespond.countDown();
    assertServed(inside);
    weir.client().assertConserved();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reports/",
        "/%72eports",
        "/%72%65%70%6F%72%74%73",
        "/%72%65%70%6f%72%74%73",
        "//reports",
        "/reports;x=1",
        "/;x/reports",
        "/./reports",
        "/%2e/reports",
        "/a/../reports",
        "/a/%2E%2e/reports",
        "/reports%2Fa",
        "/reports\\a",
        "/%2Freports",
        "/reports?x"
      })
  void noSpellingOfAPathSlipsPastItsRoute(String target) throws IOException {
    Socket inside = begin("/reports?wait");
    try (Socket shed = send(target)) {
      HttpText refusal = HttpText.read(shed);
      assertThat(refusal.status(), is(429));
      assertThat(refusal.body(), containsString("\"route\":\"reports\""));
    }
    mayRespond.countDown();
    assertServed(inside);
    Eventually.until(() -> count("in_flight_requests") == 0);
    assertServed(begin(target));
  }

  @Test
  void whatPassesByAllGatesIsCountedAndNeverShed() throws IOException {
    for (int i = 0; i < 4; i++) {
      begin("/lookup?wait" + i);
    }
    Socket waiting = send("/lookup");
    Eventually.until(() -> count("queue_depth") == 1);
    assertThat(weir.client().get("/static/a").statusCode(), is(200));
    Eventually.until(
        () -> count("request_count_total{gate=\"none\",outcome=\"served\",route=\"static\"}") == 1);
    mayRespond.countDown();
    assertServed(waiting);
  }

  @Test
  void aRouteThatDoesNotWaitIsShedWhereOthersWait() throws IOException {
    for (int i = 0; i < 4; i++) {
      begin("/lookup?wait" + i);
    }
    HttpResponse<String> refusal = weir.client().get("/a", "X-Kind", "batch");
    assertThat(refusal.statusCode(), is(429));
    assertThat(refusal.body(), containsString("\"route\":\"batch\""));
  }

  @Test
  void aCostIsHeldUntilTheBackendSaysWhatItIs() throws IOException {
    Socket heavy = begin("/heavy?wait");
    assertThat(count("in_flight_requests"), is(3L));
    mayRespond.countDown();
    assertServed(heavy);
    weir.client().assertConserved();
  }

  @Test
  void whatACallCostsLessComesBackBeforeItsBody() throws IOException {
    Socket heavy = begin("/heavy?slowly");
    Eventually.until(() -> count("in_flight_requests") == 1);
    mayRespond.countDown();
    assertServed(heavy);
    weir.client().assertConserved();
  }

  @Test
  void aCallThatTakesLongerThanItsRouteAllowsGets504() {
    HttpResponse<String> response = weir.client().get("/quick?wait");
    assertThat(response.statusCode(), is(504));
    assertThat(
        response.body(),
        allOf(
            containsString("\"reason\":\"deadline\""),
            containsString("within the timeout of the route"),
            containsString("\"route\":\"quick\"")));
  }

  @Test
  void aResponseThatHasBegunMayTakeLongerThanItsRouteAllows() throws IOException {
    Socket slow = begin("/quick?slowly");
    HttpText head = HttpText.readHead(slow);
    assertThat(head.status(), is(200));
    assertThat(weir.client().get("/quick?wait").statusCode(), is(504));
    mayRespond.countDown();
    assertThat(new String(slow.getInputStream().readNBytes(2), US_ASCII), is("ok"));
    slow.close();
    weir.client().assertConserved();
  }

  @Test
  void everySeriesOfARouteIsThereFromTheStart() {
    assertThat(
        weir.client().metrics().lines().toList(),
        hasItems(
            "request_count_total{gate=\"none\",outcome=\"served\",route=\"static\"} 0.0",
            "dropped_requests_total{gate=\"default\",reason=\"room_full\",route=\"reports\"} 0.0",
            "weir_route_permits_in_use{gate=\"default\",route=\"reports\"} 0.0",
            "weir_route_permits{gate=\"default\",route=\"reports\"} 1.0",
            "weir_route_queue_depth{gate=\"default\",route=\"reports\"} 0.0",
            "weir_route_waiting_room{gate=\"default\",route=\"reports\"} 0.0",
            "weir_permits{gate=\"none\"} +Inf"));
  }

  @Test
  void aRouteWithFewerWaitingTakesThePlaceOfOneWithMore() throws IOException {
    weir.close();
    weir =
        weir(
            """
            gate:
              permits: 1
              waiting-room: 2
              max-wait: 10m
              fair-by: route
            routes:
              - name: reports
                path: /reports
            """);
    Socket inside = begin("/reports?wait");
    Socket first = send("/reports?1");
    Socket second = send("/reports?2");
    Eventually.until(() -> count("queue_depth") == 2);
    Socket lookup = send("/lookup");
    Eventually.until(() -> weir.client().dropped(ShedReason.PREEMPTED) == 1);
    assertThat(
        weir.client().metrics().lines().toList(),
        hasItem(
            "dropped_requests_total{gate=\"default\",reason=\"preempted\",route=\"reports\"} 1.0"));
    mayRespond.countDown();
    assertServed(inside);
    assertServed(lookup);
    assertThat(HttpText.read(first).status() + HttpText.read(second).status(), is(200 + 429));
  }
}
