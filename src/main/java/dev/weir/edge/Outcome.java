package dev.weir.edge;

import java.util.Locale;

/** How one request ended, as its client saw it. Every request has exactly one. */
public enum Outcome {
  /** The backend answered, and the answer was written to its last byte. */
  SERVED,
  /** The gate turned the request away. */
  SHED,
  /** The backend was admitted to, and failed: an error of its own, no answer, or none in time. */
  FAILED,
  /** Its body, of which the gate knows nothing, turned out to be none that Weir takes. */
  REJECTED,
  /** The client left before its answer was written. */
  GONE;

  /** Returns the name by which metrics and logs call it, such as {@code served}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
