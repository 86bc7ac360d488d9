package dev.weir.backend.http;

import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.Field;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Reads the responses to one request: as many interim ones as come, and the final one. */
final class ResponseReader {

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.([01]) ([1-5]\\d\\d)(?: |\\z)");

  private static final int CONTINUE = 100;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final UpstreamConnection connection;
  private final Interim interim;

  ResponseReader(UpstreamConnection connection, Interim interim) {
    this.connection = connection;
    this.interim = interim;
  }

  /** Waits for the head of the final response, and passes on those that come before. */
  ResponseHead last() throws IOException {
    ResponseHead head = head();
    while (head.interim()) {
      passOn(head);
      head = head();
    }
    return head;
  }

  /**
   * Waits for the head of a response, and reads it.
   *
   * @throws ProtocolException if it is malformed
   * @throws java.io.EOFException if the connection ended before its end
   */
  ResponseHead head() throws IOException {
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

  private void passOn(ResponseHead head) throws ProtocolException {
    if (head.status() == SWITCHING_PROTOCOLS) {
      throw new ProtocolException("The service switched protocols without being asked to");
    }
    // Weir itself tells its client to continue.
    if (head.status() != CONTINUE) {
      interim.arrived(head.status(), withoutFraming(head.fields()));
    }
  }

  /** An interim response has no body, whatever it says of one (RFC 9112, section 6.3). */
  private static List<Field> withoutFraming(List<Field> fields) {
    return fields.stream()
        .filter(field -> !field.isNamed("Content-Length") && !field.isNamed("Transfer-Encoding"))
        .toList();
  }
}
