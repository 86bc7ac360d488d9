package dev.weir.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What Weir proves with who it is.
 *
 * @param privateKey the key of the first certificate
 * @param certificates that of Weir, then those that vouch for it
 */
public record Identity(PrivateKey privateKey, List<X509Certificate> certificates) {

  /** Returns the moment from which on no client accepts it. */
  public Instant expires() {
    return certificates.getFirst().getNotAfter().toInstant();
  }

  /** Returns whom it names and until when, for a line of the log. */
  @Override
  public String toString() {
    return certificates.getFirst().getSubjectX500Principal() + ", until " + expires();
  }
}
