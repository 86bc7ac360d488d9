package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upstream that has a name; the names are those of a file that is this test's. */
class UpstreamNamesIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  private final StubUpstream upstream = new StubUpstream();
  private final Queue<HttpText> seen = new ConcurrentLinkedQueue<>();
  private final Path hosts;

  UpstreamNamesIT(@TempDir Path folder) throws IOException {
    hosts = folder.resolve("hosts");
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  /** Starts a Weir that remembers no addresses. */
  private WeirProcess weir(String... flags) throws IOException {
    return WeirProcess.start(
        List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0"), flags);
  }

  @Test
  void aNameMayHaveUnderscores() throws Exception {
    Files.writeString(hosts, "127.0.0.1 my_backend\n");
    upstream.responds(OK, seen);
    String url = "http://my_backend:" + upstream.port();
    try (WeirProcess weir =
            weir(
                "--server.port=0",
                "--backend.http.url=" + url,
                "--backend.http.preserve-host=false");
        WeirClient client = weir.client()) {
      assertThat(client.get("/a").statusCode(), is(200));
      assertThat(seen.element().field("host"), is("my_backend:" + upstream.port()));
      assertThat(weir.lines().getFirst(), containsString("backend http (" + url + ")"));
      assertThat(
          client.get("/metrics").body(),
          containsString("weir_upstream_healthy{upstream=\"" + url + "\"} 1.0"));
    }
  }

  @Test
  void callsFollowANameThatMovesFromABusyHealthyAddress() throws Exception {
    Files.writeString(hosts, "127.0.0.1 moving\n");
    upstream.responds(OK, seen);
    try (StubUpstream next = new StubUpstream(InetAddress.getByName("127.0.0.2"), upstream.port());
        WeirProcess weir =
            weir(
                "--server.port=0",
                "--backend.http.url=http://moving:" + upstream.port(),
                "--backend.http.max-connection-age=100ms");
        WeirClient client = weir.client()) {
      next.responds(head("HTTP/1.1 200 OK", "Content-Length: 4") + "next");
      assertThat(client.get("/").body(), is("ok"));
      Files.writeString(hosts, "127.0.0.2 moving\n");
      Eventually.until(() -> client.get("/").body().equals("next"));
    }
  }
}
