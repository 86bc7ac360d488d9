package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

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

  /** Version, trace, parent and flags; an id of zeros stands for none. */
  private static final Pattern VALID_TRACE =
      Pattern.compile(
          "(?s)(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

  private static final int TRACE_START = 3;
  private static final int TRACE_END = 35;
  private static final int LENGTH_OF_VERSION_0 = 55;
  private static final int LONGEST_ID = 128;
  private static final HexFormat HEX = HexFormat.of();

  /** Returns the ids that a request has, or gets. */
  public static RequestIds of(Headers headers) {
    String id = one(headers, REQUEST_ID);
    String trace = one(headers, TRACEPARENT);
    boolean knownId = isSound(id);
    if (isValid(trace)) {
      return new RequestIds(knownId ? id : random(), trace, false);
    }
    String traceId = random();
    // The flags, the last two digits, do not ask for the trace to be recorded.
    String begun = "00-" + traceId + "-" + HEX.toHexDigits(nonZero()) + "-00";
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

  /** A version from the future may say more at the end. */
  private static boolean isValid(String traceparent) {
    return VALID_TRACE.matcher(traceparent).matches()
        && (!traceparent.startsWith("00") || traceparent.length() == LENGTH_OF_VERSION_0);
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
    return traceparent.substring(TRACE_START, TRACE_END);
  }

  /** Adds the fields for the backend. */
  public void addTo(List<Field> fields) {
    fields.add(new Field(REQUEST_ID.defaultCase(), requestId));
    fields.add(new Field(TRACEPARENT.defaultCase(), traceparent));
  }
}
