package dev.weir.gate;

/**
 * Observes what a gate decides, as it decides. Every method does nothing unless it is overridden.
 *
 * <p>The methods are called on the thread of the request, after all locks are released; an observer
 * must be safe for use by many threads, quick, and must not throw.
 */
public interface GateObserver {

  /** Observes nothing. */
  GateObserver NONE = new GateObserver() {};

  /** The gate let an arrival in, after it waited so long (0 when it did not wait). */
  default void admitted(long waitedNanos) {}

  /** The gate shed an arrival, after it waited so long (0 when it did not wait). */
  default void shed(ShedReason reason, long waitedNanos) {}

  /**
   * A caller that had been shed came back in its turn: it got its permit so long after that, or, if
   * negative, before; if it was shed again, so long after that is its next turn. Not every caller
   * that is shed is followed up.
   */
  default void retryAfterMissed(long nanos) {}
}
