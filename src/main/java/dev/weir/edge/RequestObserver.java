package dev.weir.edge;

import dev.weir.gate.Admission;
import dev.weir.problem.Rejection;

/**
 * Hears what becomes of requests, as it happens. Every method does nothing unless it is overridden.
 *
 * <p>An observer must be safe for use by many threads, quick, and must not throw.
 */
public interface RequestObserver {

  /** Hears nothing. */
  RequestObserver NONE = new RequestObserver() {};

  /**
   * The backend's part of an admitted request is over: it began to respond, or failed to, after so
   * long.
   */
  default void backendCalled(Outcome outcome, long backendNanos) {}

  /**
   * A request that came to the gate is over, so long after it came. {@link Outcome#SHED} only if
   * {@code admission} is {@link Admission.Shed}, which it also is, with {@link
   * dev.weir.gate.ShedReason#INTERRUPTED}, when a client left the waiting room and the outcome is
   * {@link Outcome#GONE}.
   */
  default void answered(Admission admission, Outcome outcome, long totalNanos) {}

  /** A request is about to be refused for what it is; called once for each, on any thread. */
  default void rejected(Rejection reason) {}
}
