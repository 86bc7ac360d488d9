package dev.weir.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How Weir proves who it is.
 *
 * @param certificate a PEM file with its certificate, and those that vouch for it
 * @param privateKey a PEM file with the key of that certificate
 */
public record TlsSettings(Path certificate, Path privateKey) {

  /** Reads both, or neither. */
  static Optional<TlsSettings> from(Values values, Key certificate, Key privateKey) {
    Optional<Path> first = values.optionalPath(certificate);
    Optional<Path> second = values.optionalPath(privateKey);
    if (first.isEmpty() && second.isPresent()) {
      throw values.bad(certificate, "must be set together with " + privateKey.path());
    }
    if (first.isPresent() && second.isEmpty()) {
      throw values.bad(privateKey, "must be set together with " + certificate.path());
    }
    return first.flatMap(one -> second.map(other -> new TlsSettings(one, other)));
  }
}
