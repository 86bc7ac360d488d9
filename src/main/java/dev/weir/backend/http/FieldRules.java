package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.net.ProtocolException;
import org.apache.hc.core5.util.CharArrayBuffer;

/** What a field line may consist of (RFC 9110, section 5). */
final class FieldRules {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private FieldRules() {}

  /**
   * Reads the field of a line whose name ends at that colon.
   *
   * @throws ProtocolException if its name is none, or its value has control characters
   */
  static Field read(CharArrayBuffer line, int colon) throws ProtocolException {
    return checked(line.substring(0, colon), line.substringTrimmed(colon + 1, line.length()));
  }

  private static Field checked(String name, String value) throws ProtocolException {
    for (int i = 0; i < name.length(); i++) {
      if (!inToken(name.charAt(i))) {
        throw new ProtocolException("A field has a name that is none");
      }
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 127) {
        throw new ProtocolException("A field has a control character in its value");
      }
    }
    return new Field(name, value);
  }

  private static boolean inToken(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    boolean digit = c >= '0' && c <= '9';
    return letter || digit || TOKEN_MARKS.indexOf(c) >= 0;
  }
}
