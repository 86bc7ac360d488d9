package dev.weir.backend.http;

import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.Field;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * The head of a response.
 *
 * @param minor of its version, HTTP/1.0 or HTTP/1.1
 * @param status its status
 * @param fields its header fields, in order
 */
record ResponseHead(int minor, int status, List<Field> fields) {

  private static final String VERSION = "HTTP/1.";

  /** Where the digits of the status end; a space and a reason may follow. */
  private static final int STATUS_END = "HTTP/1.1 200".length();

  private static final int CONTINUE = 100;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int OK = 200;

  /**
   * Waits for the head of the final response to a request, and passes on those of interim responses
   * that come before (RFC 9110, section 15.2).
   */
  static ResponseHead last(UpstreamConnection connection, Interim interim) throws IOException {
    ResponseHead head = read(connection);
    while (head.status < OK) {
      head.passOn(interim);
      head = read(connection);
    }
    return head;
  }

  /**
   * Waits for the head of a response, and reads it.
   *
   * @throws ProtocolException if it is malformed
   * @throws java.io.EOFException if the connection ended before its end
   */
  static ResponseHead read(UpstreamConnection connection) throws IOException {
    CharArrayBuffer line = connection.readLine();
    if (!isStatusLine(line)) {
      throw new ProtocolException("A response does not begin with a status line of HTTP/1.1");
    }
    int minor = digit(line, VERSION.length());
    int status = 0;
    for (int i = VERSION.length() + 2; i < STATUS_END; i++) {
      status = 10 * status + digit(line, i);
    }
    return new ResponseHead(minor, status, connection.fields().read());
  }

  private static boolean isStatusLine(CharArrayBuffer line) {
    int minorAt = VERSION.length();
    return line.length() >= STATUS_END
        && (line.length() == STATUS_END || line.charAt(STATUS_END) == ' ')
        && beginsWithVersion(line)
        && isDigit(line, minorAt, '0', '1')
        && line.charAt(minorAt + 1) == ' '
        && isDigit(line, minorAt + 2, '1', '5')
        && isDigit(line, minorAt + 3, '0', '9')
        && isDigit(line, minorAt + 4, '0', '9');
  }

  private static boolean beginsWithVersion(CharArrayBuffer line) {
    for (int i = 0; i < VERSION.length(); i++) {
      if (line.charAt(i) != VERSION.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(CharArrayBuffer line, int at, char from, char to) {
    return line.charAt(at) >= from && line.charAt(at) <= to;
  }

  private static int digit(CharArrayBuffer line, int at) {
    return line.charAt(at) - '0';
  }

  private void passOn(Interim interim) throws ProtocolException {
    if (status == SWITCHING_PROTOCOLS) {
      throw new ProtocolException("The service switched protocols without being asked to");
    }
    // Weir itself tells its client to continue.
    if (status != CONTINUE) {
      interim.arrived(status, withoutFraming(fields));
    }
  }

  /** An interim response has no body, whatever it says of one (RFC 9112, section 6.3). */
  private static List<Field> withoutFraming(List<Field> fields) {
    return fields.stream()
        .filter(field -> !field.isNamed("Content-Length") && !field.isNamed("Transfer-Encoding"))
        .toList();
  }
}
