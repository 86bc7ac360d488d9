package dev.weir.launcher;

import java.util.Optional;

/** The complaint about a Java that is too old, with the command that works instead. */
final class TooOld {

  private final JavaHome running;
  private final String jar;

  TooOld(JavaHome running, String jar) {
    this.running = running;
    this.jar = jar;
  }

  /** Returns it in one line. */
  String message() {
    return message(InstalledJavas.newEnough());
  }

  /** Returns it with the command for this Java, or with what to do where there is none. */
  String message(Optional<JavaHome> newer) {
    return "weir: needs Java "
        + JavaHome.OLDEST
        + " or newer, and this is Java "
        + running.feature()
        + " ("
        + running.path()
        + "); "
        + newer
            .map(java -> "this works: " + quoted(java.java().toString()) + " -jar " + quoted(jar))
            .orElse("install a newer one, such as Temurin 25 from https://adoptium.net");
  }

  private static String quoted(String argument) {
    return argument.contains(" ") ? '"' + argument + '"' : argument;
  }
}
