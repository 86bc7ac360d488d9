package dev.weir.backend.http;

import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.Field;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;

/** Reads the responses to one request: as many interim ones as come, and the final one. */
final class ResponseReader {

  private static final int CONTINUE = 100;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final HeadReader heads;
  private final Interim interim;

  ResponseReader(UpstreamConnection connection, Interim interim) {
    this.heads = new HeadReader(connection);
    this.interim = interim;
  }

  /** Waits for the head of the final response, and passes on those that come before. */
  ResponseHead last() throws IOException {
    ResponseHead head = heads.read();
    while (head.interim()) {
      passOn(head);
      head = heads.read();
    }
    return head;
  }

  private void passOn(ResponseHead head) throws ProtocolException {
    if (head.status() == SWITCHING_PROTOCOLS) {
      throw new ProtocolException("The service switched protocols, which nobody asked for");
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
