package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.backend.BackendException.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service behind TLS, whose certificate is for localhost. */
class TlsIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String PASSWORD = "changeit";

  private final SSLContext standard = SSLContext.getDefault();
  private final SSLContext ours;
  private final ServerSocket server;

  TlsIT(@TempDir Path directory) throws Exception {
    ours = context(certificate(directory.resolve("keys.p12")));
    server =
        ours.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::respond);
  }

  private static KeyStore certificate(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "weir",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said, keytool.waitFor(), is(0));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    keys.setCertificateEntry("trusted", keys.getCertificate("weir"));
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void respond() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        while (true) {
          HttpText.read(connection);
          StubUpstream.write(connection, OK);
        }
      } catch (IOException e) {
        // Weir hung up, which some tests are about, or the test is over.
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    SSLContext.setDefault(standard);
    server.close();
  }

  private Caller caller(String host) {
    return Caller.of(Caller.config("https://" + host + ":" + server.getLocalPort()));
  }

  @Test
  void oneThatIsTrustedIsCalledAndItsConnectionUsedAgain() throws IOException {
    SSLContext.setDefault(ours);
    try (Caller caller = caller("localhost")) {
      assertThat(caller.get().body(), is("ok"));
      assertThat(caller.get().body(), is("ok"));
    }
  }

  @Test
  void anUpstreamWithAnUntrustedCertificateIsNotCalled() {
    try (Caller caller = caller("localhost")) {
      assertThat(caller.failure().failure(), is(Failure.UNREACHABLE));
    }
  }

  @Test
  void oneThatIsVouchedForUnderAnotherNameIsNotCalled() {
    SSLContext.setDefault(ours);
    try (Caller caller = caller("127.0.0.1")) {
      assertThat(caller.failure().failure(), is(Failure.UNREACHABLE));
    }
  }

  @Test
  void aHandshakeThatHangsIsNoConnectionInTime() throws IOException {
    try (StubUpstream silent = new StubUpstream()) {
      silent.does(
          connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
      HttpConfig patient = Caller.config(silent.url().replace("http:", "https:"));
      HttpConfig.Timeouts limits =
          new HttpConfig.Timeouts(
              Duration.ofMillis(100),
              Caller.LONG,
              Caller.LONG,
              Optional.empty(),
              Caller.LONG,
              Duration.ZERO,
              Optional.empty());
      HttpConfig hasty =
          new HttpConfig(
              patient.urls(), true, limits, Caller.LONG, Optional.empty(), 0.1, Caller.USUAL_TLS);
      try (Caller caller = Caller.of(hasty)) {
        assertThat(caller.failure().failure(), is(Failure.TIMEOUT));
      }
    }
  }
}
