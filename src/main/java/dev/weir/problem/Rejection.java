package dev.weir.problem;

import io.helidon.http.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The reasons for which a request is refused for what it is, or for where it goes, whatever the
 * load. Each but those of time has a status of its own.
 */
public enum Rejection {
  /** It is not well-formed, or others might take it for another request. */
  BAD_REQUEST(400),
  /** Its path is served neither by Weir nor by the backend. */
  NOT_FOUND(404),
  /** Its head did not come in time. */
  HEADER_TIMEOUT(408),
  /** Its body did not come in time. */
  BODY_TIMEOUT(408),
  /** Its body is larger than it may be. */
  BODY_TOO_LARGE(413),
  /** Its first line is longer than it may be. */
  REQUEST_LINE_TOO_LONG(414),
  /** It expects what Weir does not do. */
  EXPECTATION_FAILED(417),
  /** Its fields are larger than they may be. */
  HEADER_TOO_LARGE(431),
  /** It asks for a tunnel or for another protocol. */
  NOT_IMPLEMENTED(501),
  /** Its connection is beyond the most that there may be. */
  MAX_CONNECTIONS(503),
  /** It is of another version of HTTP. */
  VERSION_NOT_SUPPORTED(505),
  /** It has been through this Weir before. */
  LOOP_DETECTED(508);

  private static final Map<Integer, Rejection> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(r -> r.code, r -> r, (first, other) -> first));

  private final int code;

  Rejection(int code) {
    this.code = code;
  }

  /** Returns the reason that a status stands for; empty for a status that is no rejection. */
  public static Optional<Rejection> of(Status status) {
    return Optional.ofNullable(BY_CODE.get(status.code()));
  }

  /** Returns the code of the status that its response has. */
  public int code() {
    return code;
  }

  /** Returns the name by which metrics and logs call it, such as {@code bad_request}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
