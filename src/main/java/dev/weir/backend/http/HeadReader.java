package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the head of a response, and takes nothing that another recipient might read otherwise: no
 * folded lines, no space in or after a name, no control characters, no end within it.
 */
final class HeadReader {

  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int REASON_AT = "HTTP/1.1 200".length();
  private static final int TYPICAL_FIELDS = 12;

  private final UpstreamConnection connection;
  private final CharArrayBuffer line = new CharArrayBuffer(128);

  HeadReader(UpstreamConnection connection) {
    this.connection = connection;
  }

  /**
   * Waits for the head of a response, and reads it.
   *
   * @throws ProtocolException if it is none
   * @throws EOFException if the connection ended before its end
   */
  ResponseHead read() throws IOException {
    next();
    int minor = minor();
    int status = status();
    return new ResponseHead(minor, status, fields());
  }

  private void next() throws IOException {
    line.clear();
    try {
      if (!connection.readLine(line)) {
        throw new EOFException("The connection ended before the end of a response's head");
      }
    } catch (MessageConstraintException e) {
      throw tooLong();
    }
  }

  private int minor() throws ProtocolException {
    boolean http1 =
        line.length() >= REASON_AT
            && line.substring(0, STATUS_AT - 2).equals("HTTP/1.")
            && line.charAt(STATUS_AT - 1) == ' ';
    int minor = http1 ? line.charAt(STATUS_AT - 2) - '0' : -1;
    if (minor != 0 && minor != 1) {
      throw new ProtocolException("A response does not begin as HTTP/1.1 does");
    }
    return minor;
  }

  private int status() throws ProtocolException {
    int status = 0;
    for (int i = STATUS_AT; i < REASON_AT; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new ProtocolException("A response has no status");
      }
      status = status * 10 + digit;
    }
    boolean ends = line.length() == REASON_AT || line.charAt(REASON_AT) == ' ';
    if (!ends || status < 100 || status > 599) {
      throw new ProtocolException("A response has no status that there is");
    }
    return status;
  }

  private List<Field> fields() throws IOException {
    List<Field> fields = new ArrayList<>(TYPICAL_FIELDS);
    int bytes = line.length();
    for (next(); !line.isEmpty(); next()) {
      bytes += line.length();
      if (bytes > ResponseHead.MOST_BYTES || fields.size() == ResponseHead.MOST_FIELDS) {
        throw tooLong();
      }
      fields.add(field());
    }
    return fields;
  }

  private static ProtocolException tooLong() {
    return new ProtocolException("The head of a response is too long");
  }

  private Field field() throws ProtocolException {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new ProtocolException("A response has a line that is no field");
    }
    return FieldRules.read(line, colon);
  }
}
