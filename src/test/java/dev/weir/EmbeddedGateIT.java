package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.strategy.WaitThenShed;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gate in a Helidon service that is not Weir, as docs/library.md shows it. */
class EmbeddedGateIT {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  private String report() throws InterruptedException {
    begun.countDown();
    mayEnd.await();
    return "the report";
  }

  @SuppressWarnings("try")
  private void gated(HttpRouting.Builder routing) {
    Gate gate =
        new WaitThenShed(new GateLimits(1, 0, Duration.ofMillis(250)), true)
            .open(GateObserver.NONE, System::nanoTime);
    routing.get(
        "/report",
        (request, response) -> {
          switch (gate.enter(Arrival.from(request.remotePeer().host()))) {
            case Admission.Admitted admitted -> {
              try (Permit permit = admitted.permit()) {
                response.send(report());
              }
            }
            case Admission.Shed shed ->
                response
                    .status(429)
                    .header("Retry-After", String.valueOf(shed.retryAfter().toSeconds() + 1))
                    .send(shed.reason().label());
          }
        });
  }

  @Test
  void theGateShedsWhatTheServiceCannotDoAtOnce() throws Exception {
    WebServer server = WebServer.builder().host("127.0.0.1").routing(this::gated).build().start();
    try (WeirClient client = new WeirClient(server.port())) {
      CompletableFuture<String> first = client.getLater("/report").thenApply(a -> a.body());
      begun.await();
      assertThat(client.get("/report").statusCode(), is(429));
      assertThat(client.get("/report").body(), is("room_full"));
      mayEnd.countDown();
      assertThat(first.join(), is("the report"));
    } finally {
      server.stop();
    }
  }

  @Test
  void theExampleInTheDocumentationIsThisCode() throws IOException {
    String file = Files.readString(Path.of("src/test/java/dev/weir/EmbeddedGateIT.java"));
    Matcher body = Pattern.compile("(?s)void gated\\(.*?\\{\n(.*?)\n  }\n").matcher(file);
    assertThat(body.find(), is(true));
    String code = body.group(1).stripIndent();
    assertThat(
        Files.readString(Path.of("docs/library.md")),
        containsString(code.replace("GateLimits(1, 0,", "GateLimits(16, 64,")));
  }
}
