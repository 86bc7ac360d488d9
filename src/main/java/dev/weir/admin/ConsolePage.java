package dev.weir.admin;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The bytes of a page that has its scripts and styles inside, and what else its response needs.
 *
 * @param plain the page
 * @param zipped the same, compressed by gzip
 * @param etag changes whenever the page does; weak, since both forms have it
 * @param policy the content security policy: these scripts and styles and no others, no host but
 *     the own, and no text of a server as HTML
 */
@SuppressWarnings("ArrayRecordComponent") // written to responses, and never compared
record ConsolePage(byte[] plain, byte[] zipped, String etag, String policy) {

  static final HeaderName CONTENT_SECURITY_POLICY = HeaderNames.create("Content-Security-Policy");

  private static final String REST =
      "connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  static ConsolePage of(String page) {
    byte[] plain = page.getBytes(StandardCharsets.UTF_8);
    String policy =
        "default-src 'none'; script-src %s; style-src %s; %s"
            .formatted(hashes(page, "script"), hashes(page, "style"), REST);
    return new ConsolePage(plain, zip(plain), "W/\"" + hash(plain) + "\"", policy);
  }

  /** Returns whether this value of {@code If-None-Match} has the page. */
  boolean isAmong(String etags) {
    return etags.contains(etag) || etags.strip().equals("*");
  }

  /** A browser hashes exactly what is between the tags. */
  private static String hashes(String page, String element) {
    return Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(element), Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(found -> hash(found.group(1).getBytes(StandardCharsets.UTF_8)))
        .map(hash -> "'sha256-" + hash + "'")
        .collect(Collectors.joining(" "));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }

  private static byte[] zip(byte[] plain) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
