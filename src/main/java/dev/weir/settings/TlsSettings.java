package dev.weir.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How Weir proves to its clients who it is.
 *
 * @param certificate a PEM file with its certificate, and those that vouch for it
 * @param privateKey a PEM file with the key of that certificate
 */
public record TlsSettings(Path certificate, Path privateKey) {

  static Optional<TlsSettings> from(Values values) {
    boolean certificate = values.optionalText(Key.TLS_CERTIFICATE).isPresent();
    boolean privateKey = values.optionalText(Key.TLS_PRIVATE_KEY).isPresent();
    if (!certificate && !privateKey) {
      return Optional.empty();
    }
    if (!certificate) {
      throw values.bad(Key.TLS_CERTIFICATE, "must be set together with server.tls.private-key");
    }
    if (!privateKey) {
      throw values.bad(Key.TLS_PRIVATE_KEY, "must be set together with server.tls.certificate");
    }
    return Optional.of(
        new TlsSettings(path(values, Key.TLS_CERTIFICATE), path(values, Key.TLS_PRIVATE_KEY)));
  }

  private static Path path(Values values, Key key) {
    try {
      return Path.of(values.text(key));
    } catch (InvalidPathException e) {
      throw values.bad(key, "must be the path of a file");
    }
  }
}
