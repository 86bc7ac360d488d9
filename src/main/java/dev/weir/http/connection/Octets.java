package dev.weir.http.connection;

/** Which bytes may stand where in a message (RFC 9110, section 5.6.2; RFC 9112, section 3). */
final class Octets {

  private static final String MARKS = "!#$%&'*+-.^_`|~";
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (int c = 0; c < TOKEN.length; c++) {
      TOKEN[c] = Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0;
    }
  }

  private Octets() {}

  /** Returns whether it may stand in the name of a method or a field. */
  static boolean isToken(byte octet) {
    return octet >= 0 && TOKEN[octet];
  }

  /** Returns whether it may stand in a target, other than the {@code #} of a fragment. */
  static boolean isTarget(byte octet) {
    return octet > ' ' && octet < 0x7f && octet != '#';
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
