package dev.weir.lab;

import dev.weir.lab.load.Stop;
import dev.weir.process.Signals;
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
      System.out.print(help());
      return 0;
    }
    if (args.stream().anyMatch(arg -> arg.startsWith("--url="))) {
      LoadCommand.run(args);
      return 0;
    }
    Options options = Options.read(args, GateSettings.strategies());
    makeFolder(options.folder());
    Stop stop = new Stop();
    List.of("INT", "TERM", "HUP").forEach(signal -> Signals.handle(signal, () -> heard(stop)));
    return new Comparison(options.cells(), options.timing(), options.folder(), version, stop).run();
  }

  /** At the first signal the run ends in order, and its child with it; at the second, at once. */
  private static void heard(Stop stop) {
    if (stop.requested()) {
      Runtime.getRuntime().halt(Comparison.STOPPED);
    }
    stop.request();
  }

  private static String help() {
    return """
    Weir's lab: runs overload scenarios against backpressure strategies, on this machine, and
    writes a page that compares them.

    Usage: java -jar weir.jar lab [--option=value ...] [--quick]

      --strategies=A,B   which strategies; there are
                         %s
      --scenarios=X,Y    which scenarios; there are
                         %s
      --duration=18s     how long each strategy is measured in each scenario
      --out=weir-lab     the folder for the page
      --quick            less than 90 s in all: shorter, and fewer where none are named

    Or, to send requests at an even rate to any address and count what comes back:

      java -jar weir.jar lab --url=http://127.0.0.1:8080/endpoint [--rate=200] [--duration=10s]
    """
        .formatted(
            String.join(", ", GateSettings.strategies()), String.join(", ", Scenarios.names()));
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
