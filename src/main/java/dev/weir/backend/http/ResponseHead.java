package dev.weir.backend.http;

import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.Field;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * The head of a response.
 *
 * @param minor of its version, HTTP/1.0 or HTTP/1.1
 * @param status its status
 * @param fields its header fields, in order
 */
record ResponseHead(int minor, int status, List<Field> fields) {

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.([01]) ([1-5]\\d\\d)(?: |\\z)");

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
    CharArrayBuffer line = new CharArrayBuffer(64);
    connection.readLine(line);
    Matcher statusLine = STATUS_LINE.matcher(line);
    if (!statusLine.lookingAt()) {
      throw new ProtocolException("A response does not begin with a status line of HTTP/1.1");
    }
    int minor = Integer.parseInt(statusLine.group(1));
    int status = Integer.parseInt(statusLine.group(2));
    return new ResponseHead(minor, status, FieldSection.read(connection));
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
