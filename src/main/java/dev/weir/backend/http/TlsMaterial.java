package dev.weir.backend.http;

import dev.weir.tls.FileVersion;
import dev.weir.tls.Identity;
import dev.weir.tls.IdentityFiles;
import dev.weir.tls.PemFile;
import dev.weir.tls.UnusablePemException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What the files of {@link HttpConfig.Tls} say, and what these files were when they were read. */
record TlsMaterial(SSLSocketFactory sockets, List<FileVersion> versions) {

  private static final char[] NO_PASSWORD = {};

  /**
   * Reads the files.
   *
   * @throws UnusablePemException if one can't be used
   */
  static TlsMaterial read(HttpConfig.Tls config) throws UnusablePemException {
    List<FileVersion> versions = versions(config);
    try {
      if (config.ca().isEmpty() && config.identity().isEmpty()) {
        return new TlsMaterial(SSLContext.getDefault().getSocketFactory(), versions);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity(config.identity()), trusted(config.ca()), null);
      return new TlsMaterial(context.getSocketFactory(), versions);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This Java can't use what it has read itself", e);
    }
  }

  /** Returns what the files are now; empty while one is missing. */
  static List<FileVersion> versions(HttpConfig.Tls config) {
    Stream<Path> identity = config.identity().stream().flatMap(files -> files.paths().stream());
    return FileVersion.all(Stream.concat(config.ca().stream(), identity).toList());
  }

  /** Null is what the JDK has for no principal. */
  private static KeyManager @Nullable [] identity(Optional<IdentityFiles> files)
      throws UnusablePemException, GeneralSecurityException, IOException {
    if (files.isEmpty()) {
      return null;
    }
    Identity identity = files.get().read();
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "weir",
        identity.privateKey(),
        NO_PASSWORD,
        identity.certificates().toArray(X509Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    return managers.getKeyManagers();
  }

  /** Null is what the JDK has for those that it trusts itself. */
  private static TrustManager @Nullable [] trusted(Optional<Path> ca)
      throws UnusablePemException, GeneralSecurityException, IOException {
    if (ca.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    for (X509Certificate certificate : new PemFile(ca.get()).certificates()) {
      store.setCertificateEntry(String.valueOf(store.size()), certificate);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
