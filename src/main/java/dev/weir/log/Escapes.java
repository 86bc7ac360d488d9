package dev.weir.log;

import java.util.HexFormat;

/** Text from outside as a part of a line that it can neither end nor forge. */
final class Escapes {

  private static final HexFormat HEX = HexFormat.of();

  private Escapes() {}

  /** Appends one word of visible ASCII characters; all others are escaped, and the backslash. */
  static void appendWord(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        appendCode(line, c);
      } else {
        appendOrDouble(line, c);
      }
    }
  }

  /** Appends a sentence; what could end a line or steer a terminal is escaped. */
  static void appendSentence(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (endsLineOrSteers(c)) {
        appendCode(line, c);
      } else {
        line.append(c);
      }
    }
  }

  /** Appends the inside of a string of JSON. */
  static void appendJson(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        line.append("\\\"");
      } else if (endsLineOrSteers(c)) {
        appendCode(line, c);
      } else {
        appendOrDouble(line, c);
      }
    }
  }

  private static boolean endsLineOrSteers(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static void appendOrDouble(StringBuilder line, char c) {
    if (c == '\\') {
      line.append(c);
    }
    line.append(c);
  }

  private static void appendCode(StringBuilder line, char c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> line.append("\\u").append(HEX.toHexDigits(c));
    }
  }
}
