package dev.weir.gate;

/** How a call of the backend went, as far as it says something about the backend. */
public enum CallResult {
  /** The backend answered as it should. */
  SUCCESS,
  /** The backend answered with an error of its own, or gave no answer in time. */
  ERROR,
  /** The backend said that it is asked too much, such as by {@code 429}. */
  OVERLOAD,
  /** The call was cut before the backend answered: it says nothing about the backend. */
  CANCELLED
}
