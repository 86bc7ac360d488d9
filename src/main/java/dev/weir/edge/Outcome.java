package dev.weir.edge;

import java.util.Locale;

/** How one request ended, as its client saw it. Every request has exactly one. */
public enum Outcome {
  /** The backend responded, and its response was written to the last byte. */
  SERVED,
  /** The gate shed the request, or Weir was draining. */
  SHED,
  /** The backend was called, and failed: an error of its own, no response, or none in time. */
  FAILED,
  /** Its body, of which the gate knows nothing, turned out to be none that Weir takes. */
  REJECTED,
  /** The client left before its response was written. */
  GONE;

  private static final int FIRST_SERVER_ERROR = 500;

  /** Returns the outcome of a request whose backend responds with this status. */
  static Outcome ofBackend(int status) {
    return status < FIRST_SERVER_ERROR ? SERVED : FAILED;
  }

  /** Returns the name by which metrics and logs call it, such as {@code served}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
