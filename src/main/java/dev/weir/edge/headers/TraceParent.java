package dev.weir.edge.headers;

/**
 * The text of {@code traceparent}: version, trace, parent and flags, in lower-case hexadecimal
 * digits with hyphens between them.
 */
final class TraceParent {

  private static final int TRACE = 3;
  private static final int PARENT = 36;
  private static final int FLAGS = 53;
  private static final int LENGTH = 55;
  private static final String HEX = "0123456789abcdef";

  private TraceParent() {}

  /** Returns the text of a trace that begins here and is not to be recorded. */
  static String begin(String traceId, String parentId) {
    return "00-" + traceId + "-" + parentId + "-00";
  }

  static String traceId(String valid) {
    return valid.substring(TRACE, PARENT - 1);
  }

  /** Returns whether it can be passed on; a version from the future may say more at its end. */
  static boolean isValid(String text) {
    if (text.length() < LENGTH || !isHex(text, 0, TRACE - 1) || text.startsWith("ff")) {
      return false;
    }
    boolean whole = text.startsWith("00") && text.length() == LENGTH;
    boolean longer = !text.startsWith("00") && (text + "-").charAt(LENGTH) == '-';
    return (whole || longer)
        && text.charAt(TRACE - 1) == '-'
        && isId(text, TRACE, PARENT - 1)
        && text.charAt(PARENT - 1) == '-'
        && isId(text, PARENT, FLAGS - 1)
        && text.charAt(FLAGS - 1) == '-'
        && isHex(text, FLAGS, LENGTH);
  }

  private static boolean isId(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return isHex(text, from, to);
      }
    }
    return false;
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (HEX.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
