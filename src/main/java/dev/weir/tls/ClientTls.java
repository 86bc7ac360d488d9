package dev.weir.tls;

import dev.weir.file.FileVersion;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsConfig;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * The files by which Weir, as a client, and a server prove to each other who they are.
 *
 * @param ca a PEM file with the certificates that are trusted; empty for those that Java trusts
 * @param identity what Weir proves with who it is; empty for nothing
 */
public record ClientTls(Optional<Path> ca, Optional<IdentityFiles> identity) {

  /**
   * Reads the files, and returns what makes connections by them.
   *
   * @throws UnusablePemException if one can't be used
   */
  public SSLSocketFactory sockets() throws UnusablePemException {
    boolean usual = ca.isEmpty() && identity.isEmpty();
    return (usual ? javasOwn() : context()).getSocketFactory();
  }

  /** Returns what the files are now; empty while one is missing. */
  public List<FileVersion> versions() {
    Stream<Path> own = identity.stream().flatMap(files -> files.paths().stream());
    return FileVersion.all(Stream.concat(ca.stream(), own).toList());
  }

  private static SSLContext javasOwn() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no TLS", e);
    }
  }

  private SSLContext context() throws UnusablePemException {
    TlsConfig.Builder tls = Tls.builder();
    if (ca.isPresent()) {
      tls.trust(new PemFile(ca.get()).certificates());
    }
    if (identity.isPresent()) {
      Identity own = identity.get().read();
      tls.privateKey(own.privateKey()).privateKeyCertChain(own.certificates());
    }
    return tls.build().sslContext();
  }
}
