package dev.weir.lab;

import dev.weir.settings.GateSettings;
import dev.weir.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lab as a command: from its options to its exit code. */
public final class Lab {

  private Lab() {}

  /**
   * Runs the lab.
   *
   * @param version the version of Weir, for the page
   * @return the exit code: 0, 1 if something could not be measured, 130 after a signal
   * @throws SettingsException if an option can't be used
   */
  public static int run(List<String> args, String version) throws IOException {
    if (args.contains("--help")) {
      System.out.print(LabHelp.text(GateSettings.strategies()));
      return 0;
    }
    if (args.stream().anyMatch(arg -> arg.startsWith("--url="))) {
      LoadCommand.run(args);
      return 0;
    }
    Options options = Options.read(args, GateSettings.strategies());
    makeFolder(options.folder());
    try (Signals signals = new Signals()) {
      return new Comparison(
              options.cells(), options.timing(), options.folder(), version, signals.stop())
          .run();
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SettingsException(
          "--out=" + folder + ": this folder can't be made (" + e + "); choose another");
    }
  }
}
