package dev.weir.gate;

/**
 * Hears what a gate decides, as it decides. Every method does nothing unless it is overridden.
 *
 * <p>The methods are called on the thread of the request, after all locks are released; an observer
 * must be safe for use by many threads, quick, and must not throw.
 */
public interface GateObserver {

  /** Hears nothing. */
  GateObserver NONE = new GateObserver() {};

  /** The gate let an arrival in, after it waited so long (0 when it did not wait). */
  default void admitted(long waitedNanos) {}

  /** The gate turned an arrival away, after it waited so long (0 when it did not wait). */
  default void shed(ShedReason reason, long waitedNanos) {}

  /**
   * One that had been turned away came back when it was told: it got its permit so long after that,
   * or, if negative, before; if it was turned away again, so long after that is its next turn. Not
   * everybody who is turned away is followed up.
   */
  default void retryAfterMissed(long nanos) {}
}
