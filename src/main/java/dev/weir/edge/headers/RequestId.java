package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;

/**
 * The id by which one request is found again in the logs of every service on its way. What the
 * client sent is kept if it is sound, and replaced if not.
 *
 * @param value the value of {@code X-Request-Id}, 1 to 128 visible ASCII characters
 */
public record RequestId(String value) {

  /** The field of the id. */
  public static final HeaderName NAME = HeaderNames.create("X-Request-Id");

  private static final int LONGEST = 128;

  /** Returns the id that a request has, or gets if it is a part of a trace that came with it. */
  public static RequestId of(Headers headers) {
    return sentOrElse(headers, "");
  }

  /** Returns the id that a request has, or gets if a trace of this id begins with it. */
  public static RequestId of(Headers headers, String traceId) {
    return sentOrElse(headers, traceId);
  }

  private static RequestId sentOrElse(Headers headers, String traceId) {
    String sent = OneValue.of(headers, NAME);
    if (isSound(sent)) {
      return new RequestId(sent);
    }
    return new RequestId(traceId.isEmpty() ? HexIds.trace() : traceId);
  }

  private static boolean isSound(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= LONGEST;
  }

  /** Returns the field for the backend. */
  public Field field() {
    return new Field(NAME.defaultCase(), value);
  }
}
