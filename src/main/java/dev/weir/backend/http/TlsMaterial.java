package dev.weir.backend.http;

import dev.weir.tls.FileVersion;
import dev.weir.tls.Identity;
import dev.weir.tls.PemFile;
import dev.weir.tls.UnusablePemException;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsConfig;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** What the files of {@link HttpConfig.Tls} say, and what these files were when they were read. */
record TlsMaterial(SSLSocketFactory sockets, List<FileVersion> versions) {

  /**
   * Reads the files.
   *
   * @throws UnusablePemException if one can't be used
   */
  static TlsMaterial read(HttpConfig.Tls config) throws UnusablePemException {
    List<FileVersion> versions = versions(config);
    boolean usual = config.ca().isEmpty() && config.identity().isEmpty();
    SSLContext context = usual ? javasOwn() : context(config);
    return new TlsMaterial(context.getSocketFactory(), versions);
  }

  /** Returns what the files are now; empty while one is missing. */
  static List<FileVersion> versions(HttpConfig.Tls config) {
    Stream<Path> identity = config.identity().stream().flatMap(files -> files.paths().stream());
    return FileVersion.all(Stream.concat(config.ca().stream(), identity).toList());
  }

  private static SSLContext javasOwn() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no TLS", e);
    }
  }

  private static SSLContext context(HttpConfig.Tls config) throws UnusablePemException {
    TlsConfig.Builder tls = Tls.builder();
    if (config.ca().isPresent()) {
      tls.trust(new PemFile(config.ca().get()).certificates());
    }
    if (config.identity().isPresent()) {
      Identity identity = config.identity().get().read();
      tls.privateKey(identity.privateKey()).privateKeyCertChain(identity.certificates());
    }
    return tls.build().sslContext();
  }
}
