package dev.weir.lab.tune;

/** There is no knee to be found; the message says why, and what to do. */
public final class NoKneeException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says why, in one sentence for the user. */
  public NoKneeException(String message) {
    super(message);
  }
}
