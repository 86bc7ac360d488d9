package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Health knows the state of a backend without any call, and makes none for it. */
@Timeout(120)
class HealthIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  private static WeirProcess before(String url) throws Exception {
    return WeirProcess.start(
        "--server.port=0",
        "--backend.type=http",
        "--backend.http.url=" + url,
        "--backend.http.health-interval=50ms");
  }

  private static int ready(WeirClient client) {
    return client.get("/health/ready").statusCode();
  }

  @Test
  void aMissingServiceIsLoggedOnceAndWeirIsReadyLater() throws Exception {
    int port = FreePort.find();
    try (WeirProcess weir = before("http://127.0.0.1:" + port);
        WeirClient client = weir.client()) {
      assertThat(ready(client), is(503));
      assertThat(client.get("/health/ready").body(), not(containsString("127.0.0.1")));
      assertThat(client.get("/health/live").statusCode(), is(200));
      assertThat(client.get("/").statusCode(), is(502));
      try (StubUpstream service = new StubUpstream(port)) {
        service.responds(OK);
        Eventually.until(() -> ready(client) == 200);
        assertThat(client.get("/").statusCode(), is(200));
      }
      Eventually.until(
          () -> weir.lines().stream().anyMatch(line -> line.contains("can be reached again")));
      List<String> said = weir.lines().stream().filter(line -> line.contains("WARNING")).toList();
      assertThat(said.toString(), said.size(), is(1));
      assertThat(
          said.getFirst(),
          containsString(
              "backend http://127.0.0.1:"
                  + port
                  + " can't be reached: connection refused; Weir serves 502 until it can"));
    }
  }

  @Test
  void aServiceThatGoesIsFoundOutByACall() throws Exception {
    StubUpstream service = new StubUpstream();
    service.respondsOnce(
        head("HTTP/1.1 200 OK", "Connection: close", "Content-Length: 2") + "ok",
        new ConcurrentLinkedQueue<>());
    try (WeirProcess weir = before(service.url());
        WeirClient client = weir.client()) {
      Eventually.until(() -> ready(client) == 200);
      assertThat(client.get("/").statusCode(), is(200));
      service.close();
      assertThat(client.get("/").statusCode(), is(502));
      assertThat(ready(client), is(503));
    }
  }

  @Test
  void aNameThatIsNotKnownIsNoReasonNotToStart() throws Exception {
    try (WeirProcess weir = before("http://no-such-host.invalid:9000");
        WeirClient client = weir.client()) {
      assertThat(ready(client), is(503));
      Eventually.until(
          () -> weir.lines().stream().anyMatch(line -> line.contains("name is not known")));
    }
  }

  @Test
  void probesOfManyDoNotComeToTheService() throws Exception {
    try (StubUpstream service = new StubUpstream();
        WeirProcess weir = before(service.url());
        WeirClient client = weir.client()) {
      Eventually.until(() -> ready(client) == 200);
      var probes = Stream.generate(() -> client.getLater("/health/ready")).limit(100).toList();
      probes.forEach(probe -> assertThat(probe.join().statusCode(), is(200)));
      assertThat(service.connections(), is(1));
    }
  }
}
