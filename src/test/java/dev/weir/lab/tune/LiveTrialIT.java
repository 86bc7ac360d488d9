package dev.weir.lab.tune;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.lab.load.Stop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tuning of a gate by an admin port whose clock goes on by a second with each look. */
class LiveTrialIT {

  private static final String TOKEN = "a token of sixteen letters";
  private static final int WORKERS = 4;

  private final List<String> patches = new CopyOnWriteArrayList<>();
  private volatile int permits = 16;
  private volatile int load = 1_000;
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong seconds = new AtomicLong();
  private final AtomicInteger revision = new AtomicInteger();
  private HttpServer admin;

  @BeforeEach
  void open() throws IOException {
    admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    admin.createContext("/admin/state", this::state);
    admin.createContext("/admin/gates/default", this::patch);
    admin.start();
  }

  @AfterEach
  void close() {
    admin.stop(0);
  }

  private void state(HttpExchange exchange) throws IOException {
    int inside = Math.min(permits, load);
    served.addAndGet(50L * Math.min(inside, WORKERS));
    respond(
        exchange,
        200,
        """
        {"time": "%s", "revision": "r%d",
         "gates": [{"name": "default", "inside": %d, "waiting": 0}],
         "routes": [{"name": "default", "gate": "default", "served": %d}, {"name": "open", "gate": null, "served": 7}]}
        """
            .formatted(
                Instant.EPOCH.plusSeconds(seconds.incrementAndGet()),
                revision.get(),
                inside,
                served.get()));
  }

  private void patch(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      respond(exchange, 401, "{\"detail\": \"the token is another one\"}");
    } else if (!("\"r" + revision.get() + "\"")
        .equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
      respond(exchange, 412, "{\"detail\": \"changed meanwhile\"}");
    } else {
      patches.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
      String value = body.replaceAll("\\D", "");
      permits = value.isEmpty() ? 16 : Integer.parseInt(value);
      revision.incrementAndGet();
      respond(exchange, 200, "{}");
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private LiveGate gate(String name, String token) {
    return new LiveGate(
        URI.create("http://127.0.0.1:" + admin.getAddress().getPort()), name, token);
  }

  @Test
  void sampleIsWhatWasServedByWeirsClock() throws Exception {
    try (LiveGate gate = gate("default", TOKEN)) {
      Sample sample = new LiveTrial(gate, new Stop()).measure(3);
      assertThat(sample.permits(), is(3));
      assertThat(sample.perSecond(), is(closeTo(150, 0.1)));
      gate.permitsOfSettings();
    }
    assertThat(
        patches,
        contains(
            "PATCH /admin/gates/default?temporary=true {\"permits\": 3}",
            "PATCH /admin/gates/default?temporary=true {\"permits\": null}"));
  }

  @Test
  void loadThatLeavesPermitsUnusedIsTooLittle() {
    load = 2;
    NoKneeException e = assertThrows(NoKneeException.class, () -> measure("default", TOKEN));
    assertThat(e.getMessage(), containsString("of 8 permits only 2 were out"));
  }

  @Test
  void refusalIsSaidInTheWordsOfTheAdminPort() {
    NoKneeException e = assertThrows(NoKneeException.class, () -> measure("default", "wrong"));
    assertThat(e.getMessage(), containsString("401 to PATCH of /admin/gates/default: the token"));
  }

  @Test
  void gateThatIsNotThereIsNamed() {
    NoKneeException e = assertThrows(NoKneeException.class, () -> measure("reports", TOKEN));
    assertThat(e.getMessage(), containsString("there is no gate \"reports\""));
  }

  @Test
  void adminPortThatIsNotThereIsNamed() {
    admin.stop(0);
    NoKneeException e = assertThrows(NoKneeException.class, () -> measure("default", TOKEN));
    assertThat(e.getMessage(), containsString("can't be reached"));
  }

  private void measure(String name, String token) throws Exception {
    try (LiveGate gate = gate(name, token)) {
      new LiveTrial(gate, new Stop()).measure(8);
    }
  }
}
