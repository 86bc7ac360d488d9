package dev.weir.wire.framing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A target with bytes that RFC 3986 wants escaped, such as {@code /a[1]?q=100%}. Browsers and
 * libraries send these, and services understand them, so they are passed on as they are.
 *
 * <p>Helidon 4.5 refuses them. It gets a head in which each of these bytes is escaped, which is
 * what its routing decides on.
 */
final class OddTarget {

  private final String asSent;
  private final byte[] escaped;

  private OddTarget(String asSent, byte[] escaped) {
    this.asSent = asSent;
    this.escaped = escaped;
  }

  /** Returns the path and the query as the client sent them, a character for each byte. */
  String asSent() {
    return asSent;
  }

  /** Returns the head that Helidon gets, and what came with it. */
  byte[] escaped() {
    return escaped;
  }

  /** Reads the target of a well-formed head, of which the first line is whole. */
  static OddTarget of(byte[] message) {
    int start = indexOf(message, ' ', 0) + 1;
    int end = indexOf(message, ' ', start);
    int path = path(message, start, end);
    String asSent = new String(message, path, end - path, StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream escaped = new ByteArrayOutputStream(message.length + 64);
    escaped.write(message, 0, path);
    for (int i = path; i < end; i++) {
      if (HttpGrammar.isUri(message, i, end)) {
        escaped.write(message[i]);
      } else {
        escaped.writeBytes(escape(message[i]));
      }
    }
    escaped.write(message, end, message.length - end);
    return new OddTarget(asSent.startsWith("/") ? asSent : "/" + asSent, escaped.toByteArray());
  }

  /** Returns where the path, or the query, begins; before it there may be a scheme and a host. */
  private static int path(byte[] message, int start, int end) {
    if (message[start] == '/') {
      return start;
    }
    int slashes = start;
    while (slashes < end && message[slashes] != '/') {
      slashes++;
    }
    int path = Math.min(slashes + 2, end);
    while (path < end && message[path] != '/' && message[path] != '?') {
      path++;
    }
    return path;
  }

  private static int indexOf(byte[] message, char octet, int from) {
    int i = from;
    while (message[i] != octet) {
      i++;
    }
    return i;
  }

  private static byte[] escape(byte octet) {
    String hex = Integer.toHexString(0x100 | (octet & 0xff)).substring(1).toUpperCase(Locale.ROOT);
    return ("%" + hex).getBytes(StandardCharsets.US_ASCII);
  }
}
