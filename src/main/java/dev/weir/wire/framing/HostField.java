package dev.weir.wire.framing;

import io.helidon.common.uri.UriValidator;
import java.nio.charset.StandardCharsets;

/**
 * The value of {@code Host}: a name or an address, and maybe a port (RFC 9110, section 7.2; RFC
 * 3986, section 3.2.2).
 */
final class HostField {

  private static final int HIGHEST_PORT = 65_535;

  private HostField() {}

  /** Refuses a value that is none; spaces around it don't count. */
  static void check(byte[] bytes, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(bytes[start])) {
      start++;
    }
    while (start < end && isSpace(bytes[end - 1])) {
      end--;
    }
    int hostEnd = hostEnd(bytes, start, end);
    if (hostEnd < end) {
      checkPort(bytes, hostEnd + 1, end);
    }
    if (!isPlainName(bytes, start, hostEnd)) {
      checkHost(new String(bytes, start, hostEnd - start, StandardCharsets.ISO_8859_1));
    }
  }

  private static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  /** The last colon begins the port, unless it stands within the brackets of an address. */
  private static int hostEnd(byte[] bytes, int start, int end) {
    for (int i = end - 1; i >= start && bytes[i] != ']'; i--) {
      if (bytes[i] == ':') {
        return i;
      }
    }
    return end;
  }

  private static void checkPort(byte[] bytes, int start, int end) {
    int port = start < end ? 0 : -1;
    for (int i = start; i < end && port >= 0 && port <= HIGHEST_PORT; i++) {
      port = bytes[i] >= '0' && bytes[i] <= '9' ? 10 * port + bytes[i] - '0' : -1;
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw Refusal.malformed("The port in Host is not a number from 0 to 65535.");
    }
  }

  /** Returns whether it has only what almost every name and every IPv4 address has. */
  private static boolean isPlainName(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!HttpGrammar.isPlainHost(bytes[i])) {
        return false;
      }
    }
    return start < end;
  }

  private static void checkHost(String host) {
    try {
      UriValidator.validateHost(host);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed("Host is neither a name nor an address.");
    }
  }
}
