package dev.weir.lab;

import java.util.Collection;

/** What {@code lab --help} prints. */
final class LabHelp {

  private LabHelp() {}

  static String text(Collection<String> strategies) {
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
        .formatted(String.join(", ", strategies), String.join(", ", Scenarios.names()));
  }
}
