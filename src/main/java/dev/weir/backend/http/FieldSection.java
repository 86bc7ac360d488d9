package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * The header or trailer fields of a response (RFC 9110, section 5), of which nothing is taken that
 * another recipient might read otherwise: no folded lines, no space in or after a name, no control
 * characters, no end within it.
 */
final class FieldSection {

  private static final int MOST_BYTES = UpstreamConnection.MOST_LINE_BYTES;
  private static final int MOST_FIELDS = 200;
  private static final int TYPICAL_FIELDS = 12;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private FieldSection() {}

  /**
   * Reads the fields, in order, and the empty line after them.
   *
   * @throws ProtocolException if one is malformed, or there is too much of them
   */
  static List<Field> read(UpstreamConnection connection) throws IOException {
    List<Field> fields = new ArrayList<>(TYPICAL_FIELDS);
    CharArrayBuffer line = new CharArrayBuffer(128);
    int bytes = 0;
    for (connection.readLine(line); !line.isEmpty(); connection.readLine(line)) {
      bytes += line.length();
      if (bytes > MOST_BYTES || fields.size() == MOST_FIELDS) {
        throw new ProtocolException("A response has too many fields, or too long ones");
      }
      fields.add(field(line));
    }
    return fields;
  }

  private static Field field(CharArrayBuffer line) throws ProtocolException {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new ProtocolException("A response has a line that is no field");
    }
    for (int i = 0; i < colon; i++) {
      if (!inToken(line.charAt(i))) {
        throw new ProtocolException("A field has a malformed name");
      }
    }
    String value = line.substringTrimmed(colon + 1, line.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 127) {
        throw new ProtocolException("A field has a control character in its value");
      }
    }
    return new Field(line.substring(0, colon), value);
  }

  private static boolean inToken(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    boolean digit = c >= '0' && c <= '9';
    return letter || digit || TOKEN_MARKS.indexOf(c) >= 0;
  }
}
