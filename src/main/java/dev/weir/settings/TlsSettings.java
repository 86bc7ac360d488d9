package dev.weir.settings;

import dev.weir.tls.IdentityFiles;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files of the certificate by which Weir proves its name. */
final class TlsSettings {

  private TlsSettings() {}

  /**
   * Reads certificate and key, or neither.
   *
   * @param part how the two keys begin, such as {@code server.tls}
   */
  static Optional<IdentityFiles> from(Values values, String part) {
    String certificateKey = part + ".certificate";
    String privateKeyKey = part + ".private-key";
    Optional<Path> certificate = values.optionalPath(certificateKey);
    Optional<Path> privateKey = values.optionalPath(privateKeyKey);
    if (certificate.isEmpty() && privateKey.isPresent()) {
      throw values.bad(certificateKey, "must be set together with " + privateKeyKey);
    }
    if (certificate.isPresent() && privateKey.isEmpty()) {
      throw values.bad(privateKeyKey, "must be set together with " + certificateKey);
    }
    return certificate.flatMap(first -> privateKey.map(key -> new IdentityFiles(first, key)));
  }
}
