package dev.weir.lab;

/**
 * A Weir that was to be measured ended, or did not respond. Its message says all there is to say.
 */
final class WeirDiedException extends Exception {

  private static final long serialVersionUID = 1L;

  WeirDiedException(String complaint) {
    super(complaint);
  }
}
