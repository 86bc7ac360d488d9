package dev.weir.process;

import sun.misc.Signal;

/** The signals that the operating system sends to this process. */
public final class Signals {

  private Signals() {}

  /**
   * Replaces what a signal does.
   *
   * @param name the signal, without {@code SIG}
   * @param action runs each time the signal comes, on a thread of its own
   * @return whether it is replaced; not if the JVM leaves signals to the operating system ({@code
   *     -Xrs})
   */
  public static boolean handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), signal -> action.run());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
