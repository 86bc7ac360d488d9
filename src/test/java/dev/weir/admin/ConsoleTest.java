package dev.weir.admin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.WeirClient;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private ConsoleServer server;
  private WeirClient client;

  @BeforeEach
  void start() {
    server = ConsoleServer.start();
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void thePageHasAllThatItNeedsInside() {
    String page = client.get("/console").body();
    assertThat(page, startsWith("<!doctype html>"));
    assertThat(page, containsString("var uPlot="));
    assertThat(page, containsString("MIT License"));
    assertThat(page, not(containsString("{{")));
  }

  @Test
  void onlyItsOwnScriptsAndStylesMayRun() {
    String policy =
        client.get("/console").headers().firstValue("Content-Security-Policy").orElseThrow();
    String hashes = "( 'sha256-[A-Za-z0-9+/]{43}='){2}; ";
    assertThat(
        policy,
        matchesPattern(
            "default-src 'none'; script-src"
                + hashes
                + "style-src"
                + hashes
                + "connect-src 'self'.*"));
    assertThat(policy, not(containsString("unsafe")));
    assertThat(policy, containsString("require-trusted-types-for 'script'; trusted-types 'none'"));
  }

  @Test
  void aBrowserThatHasItGetsNoBodyAgain() {
    HttpResponse<String> first = client.get("/console");
    String etag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second = client.get("/console", "If-None-Match", "\"other\", " + etag);
    assertThat(second.statusCode(), is(304));
    assertThat(second.body(), is(""));
    assertThat(second.headers().firstValue("ETag").orElseThrow(), is(etag));
    assertThat(client.get("/console", "If-None-Match", "\"other\"").statusCode(), is(200));
  }

  @Test
  void itIsCompressedForABrowserThatTakesIt() throws Exception {
    byte[] plain = client.get("/console").body().getBytes(StandardCharsets.UTF_8);
    byte[] zipped =
        HttpClient.newHttpClient()
            .send(
                client.request("/console", "Accept-Encoding", "br, gzip").build(),
                BodyHandlers.ofByteArray())
            .body();
    assertThat(zipped.length, lessThan(plain.length / 2));
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      assertThat(unzipped.readAllBytes(), is(plain));
    }
  }
}
