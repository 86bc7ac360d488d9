package dev.weir.lab.load;

/** The run was stopped before it was done. */
public final class StoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("stopped before it was done");
  }
}
