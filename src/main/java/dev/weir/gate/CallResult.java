package dev.weir.gate;

/** How a call of the backend went, as far as it says something about the backend. */
public enum CallResult {
  /** The backend responded as it should. */
  SUCCESS,
  /** The backend responded with an error of its own, or not in time. */
  ERROR,
  /** The backend said that it is asked too much, such as by {@code 429}. */
  OVERLOAD,
  /** The call was cut before the backend responded: it says nothing about the backend. */
  CANCELLED
}
