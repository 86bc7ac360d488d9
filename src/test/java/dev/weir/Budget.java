package dev.weir;

/**
 * How much work a proof may take: little in every build, and much in the long form, which the
 * profile {@code long} asks for.
 */
public final class Budget {

  private Budget() {}

  /** Returns how many rounds a proof gets: the first in every build, the second in a long run. */
  public static int rounds(int everyBuild, int long_) {
    return "long".equals(System.getProperty("weir.proof")) ? long_ : everyBuild;
  }
}
