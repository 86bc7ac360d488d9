package dev.weir.http.tls;

/** A certificate or a key that can't be used. Its message is one line: which file, and why. */
public final class UnusableIdentityException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableIdentityException(String line) {
    super(line);
  }
}
