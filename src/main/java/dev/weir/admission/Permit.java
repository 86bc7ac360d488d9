package dev.weir.admission;

/**
 * The right to one call of the backend.
 *
 * <p>Whoever got it closes it, on every way out; closing it again changes nothing. Safe for use by
 * any thread.
 */
public interface Permit extends AutoCloseable {

  /**
   * Says that the backend begins to answer. Strategies that learn from the backend's latency
   * measure until here, and until the permit is closed if nobody says so; the others ignore it.
   */
  default void backendAnswered() {}

  /**
   * Says that the backend did badly on this call: an error of its own, or no answer in time.
   * Strategies that learn from the backend's conduct take note when the permit is closed; the
   * others ignore it.
   */
  default void backendFailed() {}

  /** Gives the permit back to the gate. Never throws. */
  @Override
  void close();
}
