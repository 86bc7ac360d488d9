package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ids by which one request is found again in the logs of every service on its way. What the
 * client sent is kept if it is sound, and replaced if not.
 *
 * @param requestId the value of {@code X-Request-Id}, 1 to 128 visible ASCII characters
 * @param traceparent the value of {@code traceparent} (W3C Trace Context, level 1)
 * @param begun whether the trace begins here, so that what the client says of its state is void
 */
public record RequestIds(String requestId, String traceparent, boolean begun) {

  /** The field of the request's own id. */
  public static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");

  /** The field of the trace that the request is a part of. */
  public static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");

  /** The field of what vendors add to a trace. */
  public static final HeaderName TRACESTATE = HeaderNames.create("tracestate");

  private static final int LONGEST_ID = 128;
  private static final HexFormat HEX = HexFormat.of();

  /** Returns the ids that a request has, or gets. */
  public static RequestIds of(Headers headers) {
    String id = one(headers, REQUEST_ID);
    String trace = one(headers, TRACEPARENT);
    boolean knownId = isSound(id);
    if (TraceParent.isValid(trace)) {
      return new RequestIds(knownId ? id : random(), trace, false);
    }
    String traceId = random();
    String begun = TraceParent.begin(traceId, HEX.toHexDigits(nonZero()));
    return new RequestIds(knownId ? id : traceId, begun, true);
  }

  /** Returns the only value of a field; empty if it is not there, or there are several. */
  private static String one(Headers headers, HeaderName name) {
    if (!headers.contains(name)) {
      return "";
    }
    Header header = headers.get(name);
    return header.valueCount() == 1 ? header.get() : "";
  }

  private static boolean isSound(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= LONGEST_ID;
  }

  private static String random() {
    return HEX.toHexDigits(nonZero()) + HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** An id of zeros stands for none. */
  private static long nonZero() {
    return ThreadLocalRandom.current().nextLong() | 1;
  }

  /** Returns the id of the whole trace, 32 hexadecimal digits. */
  public String traceId() {
    return TraceParent.traceId(traceparent);
  }

  /** Adds the fields for the backend. */
  public void addTo(List<Field> fields) {
    fields.add(new Field(REQUEST_ID.defaultCase(), requestId));
    fields.add(new Field(TRACEPARENT.defaultCase(), traceparent));
  }
}
