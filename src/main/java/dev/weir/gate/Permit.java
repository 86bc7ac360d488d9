package dev.weir.gate;

/**
 * The right to one call of the backend.
 *
 * <p>Its holder closes it, on every way out; closing it again changes nothing. Safe for use by any
 * thread.
 */
public interface Permit extends AutoCloseable {

  /**
   * Says how the call went, as soon as that is known: when the backend begins to respond, or when
   * it is known that it won't. Only the first time counts. Strategies that learn from the backend
   * take the time until here; if this is never said, a call went well and took until the permit is
   * closed. The others ignore it.
   */
  default void callEnded(CallResult result) {}

  /**
   * Says what the call really costs, as soon as the backend has said so. If that is less than it
   * has taken, the rest comes back to the gate at once. If it is more, it takes as many more as are
   * free and no other arrival waits for. Only the first time counts.
   *
   * @param permits the cost, at least 1
   */
  default void costs(int permits) {}

  /** Gives the permit back to the gate. Never throws. */
  @Override
  void close();
}
