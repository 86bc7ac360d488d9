package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.HttpText;
import dev.weir.PemPair;
import dev.weir.StubUpstream;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendObserver;
import dev.weir.time.ManualTime;
import dev.weir.time.Timeouts;
import dev.weir.tls.IdentityFiles;
import dev.weir.tls.UnusablePemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An https upstream that Java does not trust by itself, and that may ask who Weir is. */
class TlsFilesIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  @TempDir private static Path folder;
  private static PemPair local;
  private static PemPair shop;
  private static PemPair weir;

  private final Queue<List<SNIServerName>> asked = new ConcurrentLinkedQueue<>();
  private final Queue<SSLServerSocket> servers = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void makePairs() throws Exception {
    local = PemPair.create(folder, "local");
    shop = PemPair.create(folder, "shop", "-keyalg", "EC", "-ext", "san=dns:shop.example");
    weir = PemPair.create(folder, "weir");
  }

  @AfterEach
  void close() throws IOException {
    for (SSLServerSocket server : servers) {
      server.close();
    }
  }

  private String service(String host, PemPair identity, boolean asksForCertificate)
      throws Exception {
    SSLServerSocket server =
        (SSLServerSocket)
            identity
                .serving(weir)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(asksForCertificate);
    servers.add(server);
    Thread.ofVirtual().start(() -> respond(server));
    return "https://" + host + ":" + server.getLocalPort();
  }

  private void respond(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        HttpText.read(connection);
        asked.add(
            ((ExtendedSSLSession) ((SSLSocket) connection).getSession()).getRequestedServerNames());
        StubUpstream.write(connection, OK);
      } catch (IOException e) {
        // One of the two did not trust the other, which some tests are about.
      }
    }
  }

  private static HttpConfig.Tls trusting(PemPair ca) {
    return new HttpConfig.Tls(Optional.of(ca.certificate()), Optional.empty(), Optional.empty());
  }

  private static HttpConfig.Tls trusting(PemPair ca, String serverName) {
    return new HttpConfig.Tls(
        Optional.of(ca.certificate()), Optional.empty(), Optional.of(serverName));
  }

  private static HttpConfig config(String url, HttpConfig.Tls tls) {
    HttpConfig usual = Caller.config(url);
    return new HttpConfig(
        usual.urls(), true, usual.timeouts(), Caller.LONG, Optional.empty(), 0, tls);
  }

  private static String called(String url, HttpConfig.Tls tls) throws IOException {
    try (Caller caller = Caller.of(config(url, tls))) {
      return caller.get().body();
    }
  }

  private static void assertNotCalled(String url, HttpConfig.Tls tls) {
    assertThrows(BackendException.class, () -> called(url, tls));
  }

  @Test
  void isTrustedIfItsAuthorityIs() throws Exception {
    String url = service("localhost", local, false);
    assertThat(called(url, trusting(local)), is("ok"));
    assertNotCalled(url, trusting(shop));
    assertNotCalled(url, Caller.USUAL_TLS);
  }

  @Test
  void isShownTheCertificateThatItAsksFor() throws Exception {
    String url = service("localhost", local, true);
    Optional<IdentityFiles> identity =
        Optional.of(new IdentityFiles(weir.certificate(), weir.privateKey()));
    assertThat(
        called(
            url, new HttpConfig.Tls(Optional.of(local.certificate()), identity, Optional.empty())),
        is("ok"));
    assertNotCalled(url, trusting(local));
  }

  @Test
  void isAskedForUnderTheNameThatItsCertificateIsCheckedAgainst() throws Exception {
    String url = service("127.0.0.1", shop, false);
    assertThat(called(url, trusting(shop, "shop.example")), is("ok"));
    assertThat(asked, contains(List.of(new SNIHostName("shop.example"))));
    assertNotCalled(url, trusting(shop, "other.example"));
    assertNotCalled(url, trusting(shop));
  }

  @Test
  void theServerNameCountsAndNotTheHostOfTheUrl() throws Exception {
    assertNotCalled(service("localhost", local, false), trusting(local, "shop.example"));
  }

  @Test
  void aNameWithoutDotsIsAskedForAndAnAddressIsNot() throws Exception {
    assertThat(called(service("localhost", local, false), trusting(local)), is("ok"));
    assertThat(called(service("127.0.0.1", local, false), trusting(local)), is("ok"));
    assertThat(asked, contains(List.of(new SNIHostName("localhost")), List.of()));
  }

  @Test
  void aFileThatCantBeUsedIsNamed() {
    Path nowhere = folder.resolve("nowhere.pem");
    HttpConfig.Tls tls =
        new HttpConfig.Tls(Optional.of(nowhere), Optional.empty(), Optional.empty());
    UnusablePemException e =
        assertThrows(
            UnusablePemException.class,
            () ->
                new HttpBackend(
                    config("https://localhost", tls),
                    BackendObserver.NONE,
                    new ManualTime().timeouts()));
    assertThat(e.getMessage(), startsWith(nowhere + ": there is no such file"));
    Caller.of(config("http://localhost", tls)).close();
  }

  @Test
  void filesThatChangeCountForNewConnectionsIfTheyCanBeUsed() throws Exception {
    Path ca = Files.copy(shop.certificate(), folder.resolve("ca.pem"));
    Duration[] now = {Duration.ZERO};
    UpstreamTls tls =
        new UpstreamTls(
            new HttpConfig.Tls(Optional.of(ca), Optional.empty(), Optional.empty()),
            () -> now[0].toNanos());
    try (Timeouts timeouts = new Timeouts(System::nanoTime)) {
      Connector connector =
          new Connector(Caller.url(service("localhost", local, false)), Optional.of(tls), timeouts);
      assertThrows(BackendException.class, () -> connector.connect(Caller.LONG));
      Files.copy(local.certificate(), ca, StandardCopyOption.REPLACE_EXISTING);
      assertThrows(BackendException.class, () -> connector.connect(Caller.LONG));
      now[0] = Duration.ofSeconds(3);
      connector.connect(Caller.LONG).close();
      Files.writeString(ca, "broken");
      now[0] = Duration.ofSeconds(6);
      connector.connect(Caller.LONG).close();
      assertThat(asked, is(empty()));
    }
  }
}
