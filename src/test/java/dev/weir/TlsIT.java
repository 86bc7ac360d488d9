package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weir with a certificate. */
class TlsIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  @TempDir private static Path folder;
  private static PemPair pair;
  private static PemPair rsa;

  private final StubUpstream upstream = new StubUpstream();
  private final HttpClient client = client();

  TlsIT() throws Exception {}

  @BeforeAll
  static void makeCertificates() throws Exception {
    pair = PemPair.create(folder, "first");
    rsa = PemPair.create(folder, "rsa", "-keyalg", "RSA", "-keysize", "2048");
  }

  @AfterEach
  void hangUp() throws IOException {
    client.close();
    upstream.close();
  }

  private static HttpClient client() throws Exception {
    return HttpClient.newBuilder().sslContext(pair.trusted()).build();
  }

  private RunningWeir weir(String... flags) {
    String[] all = new String[flags.length + 2];
    all[0] = "--backend.type=http";
    all[1] = "--backend.http.url=" + upstream.url();
    System.arraycopy(flags, 0, all, 2, flags.length);
    return RunningWeir.with(pair.flags(all));
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> get(RunningWeir weir, String path) throws Exception {
    return client.send(request(weir.server().port(), path).build(), BodyHandlers.ofString());
  }

  private static SSLSocket speaking(PemPair pair, int port, String protocol, String... suites)
      throws Exception {
    SSLSocket socket =
        (SSLSocket) pair.trusted().getSocketFactory().createSocket("127.0.0.1", port);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.setEnabledCipherSuites(suites);
    return socket;
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_128_GCM_SHA256",
    "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
  })
  void forwardSecrecyWithAuthenticatedEncryptionIsSpoken(String protocol, String suite)
      throws Exception {
    try (RunningWeir weir = weir();
        SSLSocket socket = speaking(pair, weir.server().port(), protocol, suite)) {
      socket.startHandshake();
      assertThat(socket.getSession().getCipherSuite(), is(suite));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
      })
  void noOtherSuiteIs(String suite) throws Exception {
    try (RunningWeir weir = RunningWeir.with(rsa.flags());
        SSLSocket socket = speaking(rsa, weir.server().port(), "TLSv1.2", suite)) {
      assertThrows(SSLException.class, socket::startHandshake);
    }
  }

  @Test
  void oneHandshakeHasToBeEnoughForAConnection() throws Exception {
    String suite = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    try (WeirProcess weir = WeirProcess.start(pair.flags("--server.port=0"))) {
      Eventually.until(() -> weir.port() > 0);
      SSLSocket socket = speaking(pair, weir.port(), "TLSv1.2", suite);
      socket.startHandshake();
      socket.startHandshake();
      assertThrows(
          IOException.class,
          () -> {
            StubUpstream.write(socket, head("GET /health/live HTTP/1.1", "Host: a"));
            HttpText.read(socket);
          });
    }
  }

  @Test
  void aClientThatWouldRatherSpeakHttp2IsServedOverHttp1() throws Exception {
    upstream.responds(OK);
    try (RunningWeir weir = weir()) {
      HttpResponse<String> response = get(weir, "/");
      assertThat(response.version(), is(Version.HTTP_1_1));
      assertThat(response.body(), is("ok"));
    }
  }

  @Test
  void onlyHttp1IsAgreedOnInTheHandshake() throws Exception {
    try (RunningWeir weir = weir();
        SSLSocket socket = connected(weir, "h2", "http/1.1")) {
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol(), is("http/1.1"));
      try (SSLSocket http2Only = connected(weir, "h2")) {
        assertThrows(SSLException.class, http2Only::startHandshake);
      }
    }
  }

  @Test
  void thePrefaceOfHttp2IsRefusedWithinTlsToo() throws Exception {
    try (RunningWeir weir = weir();
        SSLSocket socket = connected(weir)) {
      StubUpstream.write(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      HttpText response = HttpText.read(socket);
      assertThat(response.status(), is(505));
      assertThat(response.field("connection"), is("close"));
      assertThat(response.body(), containsString("For HTTP/2"));
      assertThat(socket.getInputStream().read(), is(-1));
    }
  }

  private static SSLSocket connected(RunningWeir weir, String... protocols) throws Exception {
    SSLSocket socket = (SSLSocket) pair.trusted().getSocketFactory().createSocket();
    socket.connect(weir.client().address());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Test
  void aConnectionWithoutAHandshakeEnds() throws Exception {
    try (RunningWeir weir = weir("--server.header-timeout=100ms");
        Socket silent = weir.client().raw("")) {
      assertThat(silent.getInputStream().read(), is(-1));
    }
  }

  @Test
  void largeBodiesGoBothWays() throws Exception {
    String large = "0123456789".repeat(300_000);
    upstream.does(
        connection -> {
          HttpText request = HttpText.read(connection);
          StubUpstream.write(
              connection,
              head("HTTP/1.1 200 OK", "Content-Length: " + request.body().length())
                  + request.body());
        });
    try (RunningWeir weir = weir()) {
      HttpResponse<String> response =
          client.send(
              request(weir.server().port(), "/").POST(BodyPublishers.ofString(large)).build(),
              BodyHandlers.ofString());
      assertThat("came back", response.body().equals(large), is(true));
    }
  }

  @Test
  void aResponseThatBreaksOffIsNoWholeOne() throws Exception {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
          StubUpstream.write(connection, "2\r\nok\r\n");
        });
    try (RunningWeir weir = weir()) {
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(request(weir.server().port(), "/").build(), BodyHandlers.ofString());
      assertThat("broke off", response.handle((whole, e) -> e != null).join(), is(true));
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
      Eventually.until(() -> weir.port() > 0);
      assertThat(weir.lines().getFirst(), containsString(" on https://0.0.0.0:"));
      Files.writeString(used.privateKey(), "broken");
      Eventually.until(
          () -> weir.lines().stream().anyMatch(line -> line.contains("stays the old one")));
      assertThat(trusts(before, weir.port()), is(true));
      next.replace(used);
      Eventually.until(() -> trusts(next, weir.port()));
      assertThat(trusts(before, weir.port()), is(false));
      Eventually.until(
          () ->
              weir.lines().stream()
                  .anyMatch(line -> line.contains("another from now on: CN=next")));
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
      Eventually.until(weir::ended);
      assertThat(weir.lines(), hasSize(1));
      assertThat(weir.lines().getFirst(), startsWith("weir: server.tls: " + other.privateKey()));
    }
  }

  @Test
  void anExpiredCertificateIsOnlyWarnedOf() throws Exception {
    PemPair expired =
        PemPair.create(folder, "expired", "-keyalg", "EC", "-startdate", "-2d", "-validity", "1");
    try (WeirProcess weir = WeirProcess.start(expired.flags("--server.port=0"))) {
      Eventually.until(() -> weir.port() > 0);
      assertThat(weir.lines().getFirst(), containsString("has expired"));
    }
  }

  @Test
  void aStopDoesNotWaitForOpenConnections() throws Exception {
    try (WeirProcess weir = WeirProcess.start(pair.flags("--server.port=0"))) {
      Eventually.until(() -> weir.port() > 0);
      HttpRequest request = request(weir.port(), "/endpoint").build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode(), is(200));
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
    }
  }
}
