package dev.weir.wire.tls;

import dev.weir.file.FileChanges;
import dev.weir.time.RepeatedAction;
import dev.weir.tls.Identity;
import dev.weir.tls.IdentityFiles;
import dev.weir.tls.UnusablePemException;
import io.helidon.common.tls.Tls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The certificate that Weir shows its clients: its files are checked every few seconds, and read
 * when they have changed. Connections that are open live on with what they began with.
 *
 * <p>Files that can't be used change nothing, and are logged in one line; not again until they
 * change again.
 */
public final class ServerIdentity implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ServerIdentity.class.getName());
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /**
   * Those with forward secrecy and authenticated encryption, as RFC 9325 (section 4.2) recommends,
   * in the order of preference; those of TLS 1.3 first.
   */
  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final IdentityFiles files;
  private final FileChanges changes;
  private final Tls tls;
  private final RepeatedAction looks;

  /**
   * Reads the files, and keeps an eye on them.
   *
   * @throws UnusablePemException if they can't be used
   */
  public ServerIdentity(IdentityFiles files) throws UnusablePemException {
    this.files = files;
    this.changes = new FileChanges(files.paths());
    Identity identity = files.read();
    warnIfExpired(identity);
    this.tls = tls(identity);
    this.looks = new RepeatedAction(Thread.ofVirtual().name("weir-tls"), BETWEEN_LOOKS, this::look);
  }

  /** Returns what a listener is to be made with. */
  public Tls tls() {
    return tls;
  }

  private static Tls tls(Identity identity) {
    return Tls.builder()
        .privateKey(identity.privateKey())
        .privateKeyCertChain(identity.certificates())
        .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
        .enabledCipherSuites(CIPHER_SUITES)
        .build();
  }

  private void look() {
    if (!changes.look()) {
      return;
    }
    try {
      Identity identity = files.read();
      tls.reload(tls(identity));
      LOG.log(System.Logger.Level.INFO, "The certificate is another from now on: " + identity);
      warnIfExpired(identity);
    } catch (UnusablePemException e) {
      LOG.log(System.Logger.Level.WARNING, "The certificate stays the old one. " + e.getMessage());
    }
  }

  private static void warnIfExpired(Identity identity) {
    if (identity.expires().isBefore(Instant.now())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The certificate has expired, and clients will not accept it: " + identity);
    }
  }

  /** Stops looking. */
  @Override
  public void close() {
    looks.close();
  }
}
