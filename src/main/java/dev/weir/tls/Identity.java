package dev.weir.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate by which Weir proves its name.
 *
 * @param privateKey the key of the first certificate
 * @param certificates that of Weir, then the rest of its chain
 */
public record Identity(PrivateKey privateKey, List<X509Certificate> certificates) {

  /** Returns when it expires: no client accepts it from then on. */
  public Instant expires() {
    return certificates.getFirst().getNotAfter().toInstant();
  }

  /** Returns its subject and when it expires, for a line of the log. */
  @Override
  public String toString() {
    return certificates.getFirst().getSubjectX500Principal() + ", until " + expires();
  }
}
