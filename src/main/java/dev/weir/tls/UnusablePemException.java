package dev.weir.tls;

/** A certificate or a key that can't be used. Its message is one line: which file, and why. */
public final class UnusablePemException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusablePemException(String line) {
    super(line);
  }
}
