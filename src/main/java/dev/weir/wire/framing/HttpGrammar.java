package dev.weir.wire.framing;

/** The bytes that may stand in each part of a message (RFC 9110, section 5.6.2; RFC 9112). */
final class HttpGrammar {

  private static final String MARKS = "!#$%&'*+-.^_`|~";
  private static final String URI_MARKS = "-._~!$&'()*+,;=:@/?";
  private static final String HOST_MARKS = "-.";
  private static final boolean[] TOKEN = new boolean[128];
  private static final boolean[] URI = new boolean[128];
  private static final boolean[] HOST = new boolean[128];

  static {
    for (int c = 0; c < TOKEN.length; c++) {
      TOKEN[c] = Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0;
      URI[c] = Character.isLetterOrDigit(c) || URI_MARKS.indexOf(c) >= 0;
      HOST[c] = Character.isLetterOrDigit(c) || HOST_MARKS.indexOf(c) >= 0;
    }
  }

  private HttpGrammar() {}

  /** Returns whether a byte may stand in the name of a method or a field. */
  static boolean isToken(byte octet) {
    return octet >= 0 && TOKEN[octet];
  }

  /**
   * Returns whether a byte may stand in a target: any but spaces, controls, those beyond ASCII, of
   * which some recipients take a part for spaces, and the {@code #} of a fragment, which no client
   * sends and some recipients cut off.
   */
  static boolean isTarget(byte octet) {
    return octet > ' ' && octet < 0x7f && octet != '#';
  }

  /** Returns whether the byte there may stand in a path or a query (RFC 3986, section 3.3). */
  static boolean isUri(byte[] bytes, int at, int end) {
    byte octet = bytes[at];
    if (octet == '%') {
      return at + 2 < end && hex(bytes[at + 1]) >= 0 && hex(bytes[at + 2]) >= 0;
    }
    return octet >= 0 && URI[octet];
  }

  /** Returns whether a byte is of those that almost all names and IPv4 addresses have only. */
  static boolean isPlainHost(byte octet) {
    return octet >= 0 && HOST[octet];
  }

  /** Returns whether a byte may stand within a line: no control but a tab, which is a space. */
  static boolean isText(byte octet) {
    return octet >= ' ' ? octet != 0x7f : octet < 0 || octet == '\t';
  }

  /** Returns the value of a hexadecimal digit, or -1 for any other byte. */
  static int hex(byte octet) {
    return octet < 0 ? -1 : Character.digit(octet, 16);
  }
}
