package dev.weir;

import dev.weir.process.FileDescriptorBudget;
import dev.weir.settings.SettingsException;

/**
 * The entry point. It refers to no library: to load a class of one opens the jars of all, and too
 * few file descriptors for them have to be found out before.
 */
public final class Main {

  private static final int BAD_SETTINGS = 2;

  private Main() {}

  /** Starts Weir; {@code --help} says how. */
  public static void main(String[] args) {
    try {
      FileDescriptorBudget.ofThisProcess();
    } catch (SettingsException e) {
      System.err.println("weir: " + e.getMessage());
      System.exit(BAD_SETTINGS);
    }
    CommandLine.run(args);
  }
}
