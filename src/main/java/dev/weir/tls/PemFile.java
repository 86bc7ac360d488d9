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
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A PEM file, with certificates or with a key.
 *
 * @param path where it is
 */
public record PemFile(Path path) {

  private static final String KEY_BEGINS = "-----BEGIN ";

  /**
   * Reads its certificates, in their order.
   *
   * @throws UnusablePemException if the file can't be read, or there is none in it
   */
  public List<X509Certificate> certificates() throws UnusablePemException {
    byte[] pem = bytes();
    try {
      return List.copyOf(PemReader.readCertificates(new ByteArrayInputStream(pem)));
    } catch (PkiException | IllegalArgumentException e) {
      throw new UnusablePemException(
          path
              + ": there is no certificate in it that can be read; a PEM file is wanted, which"
              + " begins with -----BEGIN CERTIFICATE-----");
    }
  }

  PrivateKey key() throws UnusablePemException {
    String pem = new String(bytes(), StandardCharsets.ISO_8859_1);
    if (pem.contains("ENCRYPTED")) {
      throw new UnusablePemException(
          path + ": the key is encrypted; write it decrypted with openssl pkey");
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
          path
              + ": there is no RSA or EC key in it that can be read; a PEM file is wanted, which"
              + " begins with -----BEGIN PRIVATE KEY----- (openssl pkcs8 -topk8 -nocrypt)");
    }
  }

  private byte[] bytes() throws UnusablePemException {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UnusablePemException(path + ": there is no such file that can be read");
    }
  }
}
