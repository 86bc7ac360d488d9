package dev.weir.backend;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A call of the backend.
 *
 * @param method the HTTP method
 * @param target the raw path and query, as the client sent them
 * @param fields the end-to-end header fields, in order
 * @param body the request's body, if it has one
 * @param deadlineNanos the moment after which a response is of no use, on the scale of {@link
 *     System#nanoTime()}; empty for none
 * @param respondByNanos the moment by which the response has to begin, on the same scale: the
 *     deadline, or sooner; empty for none
 * @param interim hears of interim responses, before the final one
 * @param overdue hears that the call has used up its time, on a thread of its own, if the backend
 *     may still be at work on it; the call goes on until it is not, and then fails
 * @param retried hears, on the thread of the call, that the call is about to be tried again
 */
public record BackendRequest(
    String method,
    String target,
    List<Field> fields,
    Optional<Body> body,
    OptionalLong deadlineNanos,
    OptionalLong respondByNanos,
    Interim interim,
    Consumer<BackendException> overdue,
    Consumer<RetryReason> retried) {

  /** Makes a call that only fails when it is late. */
  public BackendRequest(
      String method,
      String target,
      List<Field> fields,
      Optional<Body> body,
      OptionalLong deadlineNanos,
      Interim interim) {
    this(
        method,
        target,
        fields,
        body,
        deadlineNanos,
        deadlineNanos,
        interim,
        late -> {},
        again -> {});
  }

  /** Hears of an interim response (RFC 9110, section 15.2), on the thread of the call. */
  public interface Interim {

    /** Hears of nothing. */
    Interim NONE = (status, fields) -> {};

    /** The backend has sent this before its final response. */
    void arrived(int status, List<Field> fields);
  }

  /**
   * A body that is read while it arrives.
   *
   * @param length its length in bytes, if the client said so beforehand
   * @param stream opens it, once, on the thread of the call; a client that waits for {@code 100
   *     Continue} gets that then. It may be read by another thread, and still be when the call is
   *     over, until it fails
   */
  public record Body(OptionalLong length, Supplier<InputStream> stream) {}
}
