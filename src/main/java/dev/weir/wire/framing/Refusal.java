package dev.weir.wire.framing;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;

/** The refusals of bytes that are no request that Weir takes; each ends its connection. */
final class Refusal {

  static final Status FIELDS_TOO_LARGE = Status.create(431, "Request Header Fields Too Large");

  private Refusal() {}

  /**
   * Returns the refusal of a request that is not well-formed, or that others might read in another
   * way.
   */
  static RequestException malformed(String detail) {
    return of(EventType.BAD_REQUEST, Status.BAD_REQUEST_400, detail);
  }

  /** Returns the refusal of a request that is too large in some way, which the status names. */
  static RequestException tooLarge(Status status, String detail) {
    return of(EventType.BAD_REQUEST, status, detail);
  }

  /** Returns the refusal of a request of another version of HTTP. */
  static RequestException version(String detail) {
    return of(EventType.HTTP_VERSION_NOT_SUPPORTED, Status.HTTP_VERSION_NOT_SUPPORTED_505, detail);
  }

  private static RequestException of(EventType type, Status status, String detail) {
    return RequestException.builder()
        .type(type)
        .status(status)
        .message(detail)
        .setKeepAlive(false)
        .build();
  }
}
