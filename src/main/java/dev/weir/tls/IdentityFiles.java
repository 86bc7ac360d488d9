package dev.weir.tls;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.pki.PemReader;
import io.helidon.common.pki.PkiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The two PEM files that an {@link Identity} is read from.
 *
 * @param certificate the certificate of Weir, then those that vouch for it
 * @param privateKey its key, as PKCS#8 or, of RSA, as PKCS#1; not encrypted
 */
public record IdentityFiles(Path certificate, Path privateKey) {

  private static final String KEY_BEGINS = "-----BEGIN ";

  /** A file as it was once. Kubernetes swaps a link to a folder, so the real path is part of it. */
  public record Version(Path file, FileTime modified, long size) {}

  /**
   * Reads both.
   *
   * @throws UnusablePemException if a file can't be read or understood, or the two do not fit
   */
  public Identity read() throws UnusablePemException {
    List<X509Certificate> certificates = certificates();
    PrivateKey key = key();
    if (!fits(key, certificates.getFirst().getPublicKey())) {
      throw new UnusablePemException(
          privateKey + ": this is not the key of the first certificate in " + certificate);
    }
    return new Identity(key, certificates);
  }

  /**
   * Returns what can be told of both files without reading them: it is another when they changed.
   *
   * @throws IOException if one is not there
   */
  public List<Version> versions() throws IOException {
    return List.of(version(certificate), version(privateKey));
  }

  private static Version version(Path path) throws IOException {
    Path file = path.toRealPath();
    return new Version(file, Files.getLastModifiedTime(file), Files.size(file));
  }

  private List<X509Certificate> certificates() throws UnusablePemException {
    byte[] pem = bytes(certificate);
    try {
      return List.copyOf(PemReader.readCertificates(new ByteArrayInputStream(pem)));
    } catch (PkiException | IllegalArgumentException e) {
      throw new UnusablePemException(
          certificate
              + ": there is no certificate in it that can be read; a PEM file is wanted, which"
              + " begins with -----BEGIN CERTIFICATE-----");
    }
  }

  private PrivateKey key() throws UnusablePemException {
    String pem = new String(bytes(privateKey), StandardCharsets.ISO_8859_1);
    if (pem.contains("ENCRYPTED")) {
      throw new UnusablePemException(
          privateKey + ": the key is encrypted; write it decrypted with openssl pkey");
    }
    try {
      String key = pem.substring(Math.max(pem.indexOf(KEY_BEGINS), 0));
      return Keys.builder()
          .pem(files -> files.key(Resource.create("private key", key)))
          .build()
          .privateKey()
          .orElseThrow();
    } catch (RuntimeException e) {
      throw new UnusablePemException(
          privateKey
              + ": there is no RSA or EC key in it that can be read; a PEM file is wanted, which"
              + " begins with -----BEGIN PRIVATE KEY----- (openssl pkcs8 -topk8 -nocrypt)");
    }
  }

  private static byte[] bytes(Path file) throws UnusablePemException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnusablePemException(file + ": there is no such file that can be read");
    }
  }

  /** What one of a pair has signed, the other must recognize. */
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
