package dev.weir.routing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The one way to escape a path (RFC 3986, section 2): what needs no escape has none, the digits of
 * the others are capital letters, and a per cent sign that begins no escape is one itself. An
 * escaped slash or semicolon stays escaped, since it does not divide the path as a bare one does.
 */
final class PathEscapes {

  private static final String MARKS = "-._~!$&'()*+,=:@";
  private static final String DELIMITERS = "/;";

  /** Which octets stand for themselves, escaped or not. */
  private static final boolean[] PLAIN = octets(MARKS);

  /** Which octets need no escape: those, and delimiters. */
  private static final boolean[] BARE = octets(MARKS + DELIMITERS);

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int LENGTH = "%XX".length();

  private PathEscapes() {}

  private static boolean[] octets(String marks) {
    boolean[] octets = new boolean[256];
    for (int octet = 0; octet < 128; octet++) {
      octets[octet] = Character.isLetterOrDigit(octet) || marks.indexOf(octet) >= 0;
    }
    return octets;
  }

  /** Returns a path with these escapes; the same instance if it has no others. */
  static String normalize(String path) {
    int at = 0;
    while (at < path.length()) {
      int length = normalLength(path, at);
      if (length == 0) {
        return rest(path, at);
      }
      at += length;
    }
    return path;
  }

  /** Returns how many characters from here on are one octet in its normal form; 0 if none are. */
  private static int normalLength(String path, int at) {
    char first = path.charAt(at);
    if (first < 128 && BARE[first]) {
      return 1;
    }
    return isEscape(path, at) && !PLAIN[octet(path, at)] && isUpper(path, at) ? LENGTH : 0;
  }

  private static boolean isEscape(String path, int at) {
    return path.charAt(at) == '%'
        && at + LENGTH <= path.length()
        && HexFormat.isHexDigit(path.charAt(at + 1))
        && HexFormat.isHexDigit(path.charAt(at + 2));
  }

  private static int octet(String path, int at) {
    return HexFormat.fromHexDigits(path, at + 1, at + LENGTH);
  }

  private static boolean isUpper(String path, int at) {
    return path.charAt(at + 1) < 'a' && path.charAt(at + 2) < 'a';
  }

  private static String rest(String path, int from) {
    StringBuilder normal = new StringBuilder(path.length() + LENGTH).append(path, 0, from);
    int at = from;
    while (at < path.length()) {
      if (isEscape(path, at)) {
        append(normal, octet(path, at), PLAIN);
        at += LENGTH;
      } else {
        int character = path.codePointAt(at);
        for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
          append(normal, Byte.toUnsignedInt(octet), BARE);
        }
        at += Character.charCount(character);
      }
    }
    return normal.toString();
  }

  private static void append(StringBuilder normal, int octet, boolean[] unescaped) {
    if (unescaped[octet]) {
      normal.append((char) octet);
    } else {
      normal.append('%').append(HEX.toHexDigits((byte) octet));
    }
  }
}
