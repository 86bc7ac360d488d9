package dev.weir.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The two PEM files that an {@link Identity} is read from.
 *
 * @param certificate the certificate of Weir, then the rest of its chain
 * @param privateKey its key, as PKCS#8 or, of RSA, as PKCS#1; not encrypted
 */
public record IdentityFiles(Path certificate, Path privateKey) {

  /**
   * Reads both.
   *
   * @throws UnusablePemException if a file can't be read or understood, or the two do not fit
   */
  public Identity read() throws UnusablePemException {
    List<X509Certificate> certificates = new PemFile(certificate).certificates();
    PrivateKey key = new PemFile(privateKey).key();
    if (!fits(key, certificates.getFirst().getPublicKey())) {
      throw new UnusablePemException(
          privateKey + ": this is not the key of the first certificate in " + certificate);
    }
    return new Identity(key, certificates);
  }

  /** Returns where both are. */
  public List<Path> paths() {
    return List.of(certificate, privateKey);
  }

  /** A signature of the private key has to be valid for the certified one. */
  private static boolean fits(PrivateKey key, PublicKey certified) {
    byte[] sample = {1, 2, 3};
    try {
      String name = certified.getAlgorithm().equals("EC") ? "ECDSA" : certified.getAlgorithm();
      Signature signature = Signature.getInstance("SHA256with" + name);
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(sample);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
