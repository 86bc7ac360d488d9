package dev.weir.wire.framing;

/** Which bytes may stand where in a message (RFC 9110, section 5.6.2; RFC 9112, section 3). */
final class HttpGrammar {

  private static final String MARKS = "!#$%&'*+-.^_`|~";
  private static final String URI_MARKS = "-._~!$&'()*+,;=:@/?";
  private static final boolean[] TOKEN = new boolean[128];
  private static final boolean[] URI = new boolean[128];

  static {
    for (int c = 0; c < TOKEN.length; c++) {
      TOKEN[c] = Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0;
      URI[c] = Character.isLetterOrDigit(c) || URI_MARKS.indexOf(c) >= 0;
    }
  }

  private HttpGrammar() {}

  /** Returns whether it may stand in the name of a method or a field. */
  static boolean isToken(byte octet) {
    return octet >= 0 && TOKEN[octet];
  }

  /**
   * Returns whether it may stand in a target: anything but spaces, controls, what is not ASCII, of
   * which some recipients take a part for spaces, and the {@code #} of a fragment, which no client
   * sends and some recipients cut off.
   */
  static boolean isTarget(byte octet) {
    return octet > ' ' && octet < 0x7f && octet != '#';
  }

  /** Returns whether the byte there may stand so in a path or a query (RFC 3986, section 3.3). */
  static boolean isUri(byte[] bytes, int at, int end) {
    byte octet = bytes[at];
    if (octet == '%') {
      return at + 2 < end && hex(bytes[at + 1]) >= 0 && hex(bytes[at + 2]) >= 0;
    }
    return octet >= 0 && URI[octet];
  }

  /** Returns whether it may stand within a line: no control but a tab, which is a space there. */
  static boolean isText(byte octet) {
    return octet >= ' ' ? octet != 0x7f : octet < 0 || octet == '\t';
  }

  static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  /** Returns the value of a hex digit, or -1 if it is none. */
  static int hex(byte octet) {
    return octet < 0 ? -1 : Character.digit(octet, 16);
  }

  /** Returns whether the bytes from there on are these lower-case letters, in whatever case. */
  static boolean spell(byte[] bytes, int from, byte[] lowerCase) {
    for (int i = 0; i < lowerCase.length; i++) {
      if ((bytes[from + i] | 0x20) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }
}
