package dev.weir.launcher;

import dev.weir.Main;
import java.nio.file.Paths;

/**
 * The main class of the jar: starts Weir, or says in one line that this Java is too old for it, and
 * exits with 2.
 *
 * <p>It is compiled for Java 8, and Weir is not. That call is linked when it is made, so an older
 * Java never comes to see a class that it can't read.
 */
public final class Launcher {

  private static final int TOO_OLD = 2;

  private Launcher() {}

  /** Starts Weir with these flags. */
  public static void main(String[] args) {
    JavaHome running =
        new JavaHome(
            Paths.get(System.getProperty("java.home")),
            JavaHome.feature(System.getProperty("java.specification.version")));
    if (running.isNewEnough()) {
      Main.main(args);
    } else {
      System.err.println(new TooOld(running, System.getProperty("java.class.path")).message());
      System.exit(TOO_OLD);
    }
  }
}
