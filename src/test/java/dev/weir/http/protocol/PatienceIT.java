package dev.weir.http.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.WeirClient;
import dev.weir.time.Alarms;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that do nothing for too long. */
@Timeout(30)
class PatienceIT {

  private static final String PREFACE_AND_SETTINGS =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
  private static final int MOST_OF_SETTINGS = 200;

  private final Alarms alarms = new Alarms();
  private final WebServer server =
      WebServer.builder()
          .host("127.0.0.1")
          .shutdownHook(false)
          .protocolsDiscoverServices(false)
          .addConnectionSelector(choice())
          .routing(routing -> routing.get("/", (request, response) -> response.send("ok")))
          .build()
          .start();
  private final WeirClient client = new WeirClient(server.port());

  private ProtocolChoice choice() {
    return new ProtocolChoice(
        Http1ConnectionSelector.builder().config(Http1Config.create()).build(),
        Http2ConnectionSelector.builder().http2Config(Http2Config.create()).build(),
        new Patience(alarms, Duration.ofMillis(500), Duration.ofMillis(100)));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop();
    alarms.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PRI * HTT", PREFACE_AND_SETTINGS})
  void whoAsksForNothingIsCutOff(String beginning) throws Exception {
    try (Socket socket = client.raw(beginning)) {
      assertThat(socket.getInputStream().readAllBytes().length, lessThan(MOST_OF_SETTINGS));
    }
  }

  @Test
  void aConnectionOfHttp1IsLeftToItself() throws Exception {
    assertThat(client.get("/").body(), is("ok"));
  }
}
