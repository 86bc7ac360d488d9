package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The header or trailer fields of a response (RFC 9110, section 5), of which nothing is taken that
 * another recipient might read otherwise: no folded lines, no space in or after a name, no control
 * characters, no end within it.
 *
 * <p>A service says much the same in each response of a connection. A line that stood at the same
 * place in the last response is the same field, and is neither checked nor copied again.
 */
final class FieldSection {

  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_FIELDS = 200;
  private static final int TYPICAL_FIELDS = 12;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /** A longer line is not remembered. */
  private static final int MOST_REMEMBERED_CHARS = 128;

  /** Reads a line, which is there until the next one is read. */
  interface Lines {
    CharArrayBuffer read() throws IOException;
  }

  /** A field, and the line that it was read from. */
  private static final class Known {

    private final char[] line;
    private final Field field;

    Known(CharArrayBuffer line, Field field) {
      this.line = line.toCharArray();
      this.field = field;
    }

    boolean is(CharArrayBuffer other) {
      return Arrays.equals(line, 0, line.length, other.array(), 0, other.length());
    }
  }

  private final Lines lines;
  private final @Nullable Known[] last = new Known[TYPICAL_FIELDS];

  FieldSection(Lines lines) {
    this.lines = lines;
  }

  /**
   * Reads the fields, in order, and the empty line after them.
   *
   * @throws ProtocolException if one is malformed, or there is too much of them
   */
  List<Field> read() throws IOException {
    List<Field> fields = new ArrayList<>(TYPICAL_FIELDS);
    int bytes = 0;
    CharArrayBuffer line = lines.read();
    while (!line.isEmpty()) {
      bytes += line.length();
      if (bytes > MOST_BYTES || fields.size() == MOST_FIELDS) {
        throw new ProtocolException("A response has too many fields, or too long ones");
      }
      fields.add(fields.size() < last.length ? known(fields.size(), line) : field(line));
      line = lines.read();
    }
    return fields;
  }

  private Field known(int at, CharArrayBuffer line) throws ProtocolException {
    Known before = last[at];
    if (before != null && before.is(line)) {
      return before.field;
    }
    Field field = field(line);
    if (line.length() <= MOST_REMEMBERED_CHARS) {
      last[at] = new Known(line, field);
    }
    return field;
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
