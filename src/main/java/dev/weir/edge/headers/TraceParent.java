package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Optional;

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

  // Version, trace, parent and flags, with a hyphen before each but the first.
  private static final String VERSION_0 = "00";
  private static final String NO_VERSION = "ff";
  private static final int VERSION_END = 2;
  private static final int TRACE_START = 3;
  private static final int TRACE_END = 35;
  private static final int PARENT_START = 36;
  private static final int PARENT_END = 52;
  private static final int FLAGS_START = 53;
  private static final int LENGTH = 55;

  /** Returns the trace that a request is a part of, or begins. */
  public static TraceParent of(Headers headers) {
    String sent = OneValue.of(headers, NAME);
    // The flags, the last two digits, do not ask for the trace to be recorded.
    return isValid(sent)
        ? new TraceParent(sent, false)
        : new TraceParent("00-" + HexIds.trace() + "-" + HexIds.span() + "-00", true);
  }

  /** Returns the trace that a request is a part of, if it says so. */
  public static Optional<TraceParent> sentIn(Headers headers) {
    String sent = OneValue.of(headers, NAME);
    return isValid(sent) ? Optional.of(new TraceParent(sent, false)) : Optional.empty();
  }

  private static boolean isValid(String sent) {
    return isLong(sent)
        && !sent.startsWith(NO_VERSION)
        && hasDigits(sent, 0, VERSION_END)
        && sent.charAt(VERSION_END) == '-'
        && hasId(sent, TRACE_START, TRACE_END)
        && sent.charAt(TRACE_END) == '-'
        && hasId(sent, PARENT_START, PARENT_END)
        && sent.charAt(PARENT_END) == '-'
        && hasDigits(sent, FLAGS_START, LENGTH);
  }

  /** A version from the future may say more at the end. */
  private static boolean isLong(String sent) {
    return sent.length() == LENGTH
        || (sent.length() > LENGTH && sent.charAt(LENGTH) == '-' && !sent.startsWith(VERSION_0));
  }

  /** An id of zeros stands for none. */
  private static boolean hasId(String sent, int start, int end) {
    for (int i = start; i < end; i++) {
      if (sent.charAt(i) != '0') {
        return hasDigits(sent, start, end);
      }
    }
    return false;
  }

  private static boolean hasDigits(String sent, int start, int end) {
    for (int i = start; i < end; i++) {
      char digit = sent.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Returns the id of the whole trace, 32 hexadecimal digits. */
  public String traceId() {
    return value.substring(TRACE_START, TRACE_END);
  }

  /** Returns the id of the span that is the parent, 16 hexadecimal digits. */
  public String parentId() {
    return value.substring(PARENT_START, PARENT_END);
  }

  /** Returns the flags, two hexadecimal digits. */
  public String flags() {
    return value.substring(FLAGS_START, LENGTH);
  }

  /** Returns the field for the backend. */
  public Field field() {
    return field(value);
  }

  /** Returns the field of a trace, whose parts are hexadecimal digits. */
  public static Field field(String trace, String parent, String flags) {
    return field(VERSION_0 + "-" + trace + "-" + parent + "-" + flags);
  }

  private static Field field(String value) {
    return new Field(NAME.defaultCase(), value);
  }
}
