package dev.weir.edge;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The trace of one request, which may be recorded. Those methods that have a body are for requests
 * whose trace is only passed on.
 *
 * <p>For use by one thread at a time, except {@link #span} and {@link #recorded}.
 */
public interface RequestTrace {

  /** Returns the id of the trace, 32 hexadecimal digits. */
  String traceId();

  /** Returns whether the trace begins with this request. */
  boolean begun();

  /** Returns whether a field of the request is replaced by those that {@link #addTo} adds. */
  boolean replaces(HeaderName name);

  /** Adds the fields by which the backend knows the trace; once, when it is about to be called. */
  void addTo(List<Field> fields);

  /** Returns the ids of the span of the request; empty if it has no span. */
  default Optional<SpanIds> span() {
    return Optional.empty();
  }

  /** Returns the ids of the span if it is recorded, as far as that is decided. */
  default Optional<SpanIds> recorded() {
    return Optional.empty();
  }

  /**
   * Returns the ids of the span if this thread is the request's own, to which the log asks for what
   * the thread does.
   */
  default Optional<SpanIds> spanOf(Thread thread) {
    return Optional.empty();
  }

  /**
   * Ends the trace: the client has its response.
   *
   * @param request what is known of the request; called only if it is recorded
   */
  default void over(Outcome outcome, Supplier<TracedRequest> request) {}
}
