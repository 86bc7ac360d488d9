package dev.weir.edge;

import dev.weir.gate.Admission;
import dev.weir.problem.Rejection;
import java.util.Optional;

/**
 * Hears what becomes of requests, as it happens; of what the gate decides it hears nothing, for
 * that there is {@link dev.weir.gate.GateObserver}. Every method does nothing unless it is
 * overridden.
 *
 * <p>An observer must be safe for use by many threads, quick, and must not throw.
 */
public interface RequestObserver {

  /** Hears nothing. */
  RequestObserver NONE = new RequestObserver() {};

  /**
   * The backend began to respond to an admitted request, or failed to, after so long; called once
   * for each call.
   *
   * @param span the span of the request, if it is recorded
   */
  default void backendCalled(Outcome outcome, long backendNanos, Optional<SpanIds> span) {}

  /**
   * A request is over, so long after it came; called once for each request that came to the gate.
   *
   * <p>With {@link Admission.Admitted} the outcome is any but {@link Outcome#SHED}. With {@link
   * Admission.Shed} it is {@link Outcome#SHED}; or {@link Outcome#GONE} if the client left the
   * waiting room, or before it was refused.
   *
   * @param span the span of the request, if it is recorded
   */
  default void ended(
      Admission admission, Outcome outcome, long totalNanos, Optional<SpanIds> span) {}

  /** A request is about to be refused for what it is; called once for each, on any thread. */
  default void rejected(Rejection reason) {}
}
