package dev.weir.backend.http;

import dev.weir.backend.BackendRequest;
import dev.weir.backend.Field;

/**
 * Writes the head of a request as it goes to one upstream.
 *
 * @param pathPrefix what comes before the path of each request
 * @param authority the {@code Host} of the upstream
 * @param preserveHost whether the {@code Host} of a request is passed on, if it has one
 */
record RequestHeadText(String pathPrefix, String authority, boolean preserveHost) {

  /** Writes it in place of what stood there. */
  void write(BackendRequest request, HeadBytes head) {
    head.clear();
    head.append(request.method()).append(" ").append(pathPrefix).append(request.target());
    head.append(" HTTP/1.1\r\n");
    boolean hostIsMissing = true;
    for (Field field : request.fields()) {
      if (field.isNamed("Host")) {
        append(head, "Host", preserveHost ? field.value() : authority);
        hostIsMissing = false;
      } else if (!field.isNamed("Content-Length") || saysThatThereIsNoBody(request, field)) {
        append(head, field.name(), field.value());
      }
    }
    if (hostIsMissing) {
      append(head, "Host", authority);
    }
    request.body().ifPresent(body -> appendFraming(head, body));
    head.append("\r\n");
  }

  private static boolean saysThatThereIsNoBody(BackendRequest request, Field length) {
    return request.body().isEmpty() && length.value().equals("0");
  }

  private static void appendFraming(HeadBytes head, BackendRequest.Body body) {
    if (body.length().isPresent()) {
      append(head, "Content-Length", Long.toString(body.length().getAsLong()));
    } else {
      append(head, "Transfer-Encoding", "chunked");
    }
  }

  /** A line end in a value would begin a field, or a request, that was never checked. */
  private static void append(HeadBytes head, String name, String value) {
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("The value of " + name + " has a line end");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
