package dev.weir.lab;

/** The run was stopped before it was done. */
final class StoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("stopped before it was done");
  }
}
