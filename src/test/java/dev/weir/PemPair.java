package dev.weir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for this machine that vouches for itself, and its key, as PEM files. */
public record PemPair(Path certificate, Path privateKey) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Makes a pair in a folder, with options of keytool, or of elliptic curves. */
  public static PemPair create(Path folder, String name, String... options) throws Exception {
    Path store = folder.resolve(name + ".crt.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-J-XX:TieredStopAtLevel=1 -genkeypair -alias weir -storetype PKCS12 -storepass changeit -keystore",
            store.toString(),
            "-ext san=dns:localhost,ip:127.0.0.1 -dname CN=" + name,
            options.length == 0 ? "-keyalg EC" : String.join(" ", options));
    Process keytool =
        new ProcessBuilder(String.join(" ", command).strip().split(" +"))
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new AssertionError(output);
    }
    return written(store, folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  private static PemPair written(Path store, Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    write(certificate, "CERTIFICATE", keys.getCertificate("weir").getEncoded());
    write(key, "PRIVATE KEY", keys.getKey("weir", PASSWORD).getEncoded());
    return new PemPair(certificate, key);
  }

  /** Writes a PEM file. */
  public static void write(Path file, String type, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
  }

  /** Puts this pair where another is. */
  public void replace(PemPair other) throws IOException {
    Files.copy(certificate, other.certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(privateKey, other.privateKey, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the flags that make Weir use it. */
  public String[] flags(String... others) {
    String[] flags = Arrays.copyOf(others, others.length + 2);
    flags[others.length] = "--server.tls.certificate=" + certificate;
    flags[others.length + 1] = "--server.tls.private-key=" + privateKey;
    return flags;
  }

  /** Returns what a client trusts that trusts this certificate only. */
  public SSLContext trusted() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trustManagers(), null);
    return context;
  }

  /** Returns what a server has that shows this certificate, and trusts clients with the other. */
  public SSLContext serving(PemPair clients) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(certificate + ".p12"))) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), clients.trustManagers(), null);
    return context;
  }

  private TrustManager[] trustManagers() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "weir", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return managers.getTrustManagers();
  }
}
