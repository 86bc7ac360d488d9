package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.regex.Pattern;

/**
 * The trace that a request is a part of (W3C Trace Context, level 1). What the client sent is kept
 * if it is valid; if not, a new trace begins.
 *
 * @param value the value of {@code traceparent}
 * @param begun whether the trace begins here, so that what the client says of its state is void
 */
public record TraceParent(String value, boolean begun) {

  /** The field of the trace. */
  public static final HeaderName NAME = HeaderNames.create("traceparent");

  /** The field of what vendors add to a trace. */
  public static final HeaderName STATE = HeaderNames.create("tracestate");

  /** Version, trace, parent and flags; an id of zeros stands for none. */
  private static final Pattern VALID =
      Pattern.compile(
          "(?s)(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

  private static final int TRACE_START = 3;
  private static final int TRACE_END = 35;
  private static final int LENGTH_OF_VERSION_0 = 55;

  /** Returns the trace that a request is a part of, or begins. */
  public static TraceParent of(Headers headers) {
    String sent = OneValue.of(headers, NAME);
    // The flags, the last two digits, do not ask for the trace to be recorded.
    return isValid(sent)
        ? new TraceParent(sent, false)
        : new TraceParent("00-" + HexIds.trace() + "-" + HexIds.span() + "-00", true);
  }

  /** A version from the future may say more at the end. */
  private static boolean isValid(String traceparent) {
    return VALID.matcher(traceparent).matches()
        && (!traceparent.startsWith("00") || traceparent.length() == LENGTH_OF_VERSION_0);
  }

  /** Returns the id of the whole trace, 32 hexadecimal digits. */
  public String traceId() {
    return value.substring(TRACE_START, TRACE_END);
  }

  /** Returns the field for the backend. */
  public Field field() {
    return new Field(NAME.defaultCase(), value);
  }
}
