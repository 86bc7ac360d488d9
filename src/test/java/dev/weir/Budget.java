package dev.weir;

/** How much a proof may cost: little on every build, much with {@code -Plong}. */
public final class Budget {

  private static final boolean LONG = "long".equals(System.getProperty("weir.proof"));

  private Budget() {}

  /** Returns how many rounds a proof gets: so many on every build, or so many in the long form. */
  public static int rounds(int everyBuild, int long_) {
    return LONG ? long_ : everyBuild;
  }
}
