package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Weir with a certificate: HTTP/2 by agreement within the handshake, and HTTP/1.1 beside it. */
@Timeout(60)
class TlsIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  @TempDir private static Path folder;
  private static PemPair pair;

  private final Upstream upstream = new Upstream();
  private final BlockingQueue<HttpText> seen = new LinkedBlockingQueue<>();
  private final HttpClient client = client(Version.HTTP_2);

  TlsIT() throws Exception {}

  @BeforeAll
  static void makeCertificate() throws Exception {
    pair = PemPair.create(folder, "first");
  }

  @AfterEach
  void hangUp() throws IOException {
    client.close();
    upstream.close();
  }

  private static HttpClient client(Version version) throws Exception {
    return HttpClient.newBuilder().sslContext(pair.trusted()).version(version).build();
  }

  private RunningWeir weir(String... flags) {
    String[] all = new String[flags.length + 2];
    all[0] = "--backend.type=http";
    all[1] = "--backend.http.url=" + upstream.url();
    System.arraycopy(flags, 0, all, 2, flags.length);
    return RunningWeir.with(pair.flags(all));
  }

  private void upstreamAnswers(String answer) {
    upstream.answers(answer, seen);
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> get(RunningWeir weir, String path) throws Exception {
    return client.send(request(weir.server().port(), path).build(), BodyHandlers.ofString());
  }

  @Test
  void http2IsAgreedOnAndTheBackendSeesWhomTheRequestIsFor() throws Exception {
    upstreamAnswers(OK);
    try (RunningWeir weir = weir()) {
      HttpResponse<String> answer = get(weir, "/a?b=c");
      assertThat(answer.version(), is(Version.HTTP_2));
      assertThat(answer.body(), is("ok"));
      HttpText forwarded = seen.take();
      assertThat(forwarded.head().getFirst(), is("GET /a?b=c HTTP/1.1"));
      assertThat(forwarded.field("host"), is("127.0.0.1:" + weir.server().port()));
    }
  }

  @Test
  void whoWantsHttp1GetsIt() throws Exception {
    upstreamAnswers(OK);
    try (RunningWeir weir = weir();
        HttpClient old = client(Version.HTTP_1_1)) {
      HttpResponse<String> answer =
          old.send(request(weir.server().port(), "/").build(), BodyHandlers.ofString());
      assertThat(answer.version(), is(Version.HTTP_1_1));
      assertThat(answer.body(), is("ok"));
    }
  }

  @Test
  void http2CanBeSwitchedOff() throws Exception {
    upstreamAnswers(OK);
    try (RunningWeir weir = weir("--server.http2=false")) {
      assertThat(get(weir, "/").version(), is(Version.HTTP_1_1));
    }
  }

  @Test
  void aRefusalOverHttp2HasNoFieldOfConnections() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    upstream.does(
        connection -> {
          HttpText.read(connection);
          seen.add(new HttpText(List.of(), ""));
          await(mayAnswer);
          Upstream.write(connection, OK);
        });
    try (RunningWeir weir = weir("--gate.permits=1", "--gate.waiting-room=0")) {
      CompletableFuture<HttpResponse<String>> inside =
          client.sendAsync(request(weir.server().port(), "/").build(), BodyHandlers.ofString());
      seen.take();
      HttpResponse<String> refused =
          client.send(
              request(weir.server().port(), "/")
                  .POST(BodyPublishers.ofByteArray(new byte[200_000]))
                  .build(),
              BodyHandlers.ofString());
      assertThat(refused.statusCode(), is(429));
      assertThat(refused.version(), is(Version.HTTP_2));
      assertThat(refused.body(), containsString("\"reason\":\"room_full\""));
      assertThat(refused.headers().firstValue("connection").isPresent(), is(false));
      mayAnswer.countDown();
      assertThat(inside.join().body(), is("ok"));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void fieldsOfTheBackendsConnectionStayBehindAndItsFailuresAre502() throws Exception {
    upstream.does(connection -> HttpText.read(connection));
    try (RunningWeir weir = weir()) {
      assertThat(get(weir, "/").statusCode(), is(502));
      upstreamAnswers(
          head("HTTP/1.1 200 OK", "Connection: keep-alive, X-Hop", "X-Hop: 1", "Content-Length: 2")
              + "ok");
      assertThat(get(weir, "/").headers().firstValue("x-hop").isPresent(), is(false));
    }
  }

  @Test
  void anAnswerToHeadSaysHowLongItWouldBe() throws Exception {
    upstreamAnswers(head("HTTP/1.1 200 OK", "Content-Length: 1234"));
    try (RunningWeir weir = weir()) {
      HttpResponse<String> answer =
          client.send(request(weir.server().port(), "/").HEAD().build(), BodyHandlers.ofString());
      assertThat(answer.headers().firstValue("content-length").orElse(""), is("1234"));
      assertThat(answer.body(), is(""));
    }
  }

  @Test
  void largeBodiesGoBothWays() throws Exception {
    String large = "0123456789".repeat(300_000);
    upstream.does(
        connection -> {
          HttpText request = HttpText.read(connection);
          Upstream.write(
              connection,
              head("HTTP/1.1 200 OK", "Content-Length: " + request.body().length())
                  + request.body());
        });
    try (RunningWeir weir = weir()) {
      HttpResponse<String> answer =
          client.send(
              request(weir.server().port(), "/").POST(BodyPublishers.ofString(large)).build(),
              BodyHandlers.ofString());
      assertThat("came back", answer.body().equals(large), is(true));
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNoWholeOne() throws Exception {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          Upstream.write(connection, head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
          Upstream.write(connection, "2\r\nok\r\n");
        });
    try (RunningWeir weir = weir()) {
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(request(weir.server().port(), "/").build(), BodyHandlers.ofString());
      assertThat("broke off", answer.handle((whole, e) -> e != null).join(), is(true));
    }
  }

  @Test
  void newFilesAreUsedByNewConnectionsAndBrokenOnesAreNot() throws Exception {
    PemPair used = PemPair.create(folder, "used");
    PemPair next = PemPair.create(folder, "next");
    Files.copy(used.certificate(), folder.resolve("used-before.crt"));
    PemPair before = new PemPair(folder.resolve("used-before.crt"), used.privateKey());
    try (WeirProcess weir =
        WeirProcess.start(used.flags("--server.port=0", "--backend.simulated.latency=0"))) {
      Soon.until(() -> weir.port() > 0);
      assertThat(weir.lines().getFirst(), containsString(" on https://0.0.0.0:"));
      Files.writeString(used.privateKey(), "broken");
      Soon.until(() -> weir.lines().stream().anyMatch(line -> line.contains("stays the old one")));
      assertThat(trusts(before, weir.port()), is(true));
      next.replace(used);
      Soon.until(() -> trusts(next, weir.port()));
      assertThat(trusts(before, weir.port()), is(false));
      assertThat(weir.lines(), hasItem(containsString("another from now on: CN=next")));
    }
  }

  private static boolean trusts(PemPair who, int port) throws Exception {
    try (HttpClient fresh = HttpClient.newBuilder().sslContext(who.trusted()).build()) {
      return fresh.send(request(port, "/endpoint").build(), BodyHandlers.ofString()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aCertificateThatCantBeUsedIsSaidInOneLine() throws Exception {
    PemPair other = PemPair.create(folder, "other");
    PemPair mixed = new PemPair(pair.certificate(), other.privateKey());
    try (WeirProcess weir = WeirProcess.start(mixed.flags("--server.port=0"))) {
      assertThat(weir.exitCode(), is(2));
      Soon.until(() -> !weir.lines().isEmpty());
      assertThat(weir.lines(), hasSize(1));
      assertThat(weir.lines().getFirst(), startsWith("weir: server.tls: " + other.privateKey()));
    }
  }

  @Test
  void anExpiredCertificateIsOnlyWarnedOf() throws Exception {
    PemPair expired =
        PemPair.create(folder, "expired", "-keyalg", "EC", "-startdate", "-2d", "-validity", "1");
    try (WeirProcess weir = WeirProcess.start(expired.flags("--server.port=0"))) {
      Soon.until(() -> weir.port() > 0);
      assertThat(weir.lines().getFirst(), containsString("has expired"));
    }
  }

  @Test
  void aStopDoesNotWaitForOpenConnectionsOfHttp2() throws Exception {
    try (WeirProcess weir = WeirProcess.start(pair.flags("--server.port=0"))) {
      Soon.until(() -> weir.port() > 0);
      HttpRequest request = request(weir.port(), "/endpoint").build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode(), is(200));
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
    }
  }
}
