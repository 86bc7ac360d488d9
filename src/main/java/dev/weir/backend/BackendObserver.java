package dev.weir.backend;

/**
 * Hears of the attempts that a backend makes beyond one for each call. Every method does nothing
 * unless it is overridden.
 *
 * <p>An observer must be safe for use by many threads, quick, and must not throw.
 */
public interface BackendObserver {

  /** Hears nothing. */
  BackendObserver NONE = new BackendObserver() {};

  /** A call is about to be tried again. */
  default void retried(RetryReason reason) {}

  /** A call would have been tried again, but for the retry budget, which is used up. */
  default void retryBudgetExhausted() {}
}
