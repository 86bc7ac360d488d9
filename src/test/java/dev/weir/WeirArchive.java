package dev.weir;

import java.util.List;

/** The classes that a Weir loads, in one file, for the Weirs of the tests to start from. */
final class WeirArchive {

  /** Where it is; only the JVM that has written it reads it. */
  static final String FILE = "target/weir-of-the-tests.jsa";

  private WeirArchive() {}

  /** Writes it, unless it is there already. */
  public static void main(String[] args) throws Exception {
    List<String> option = List.of("-XX:+AutoCreateSharedArchive");
    try (WeirProcess weir = WeirProcess.start(option, "--server.port=0")) {
      weir.client().get("/endpoint");
      weir.terminate();
      if (weir.exitCode() != 0) {
        throw new IllegalStateException("Weir can't write " + FILE + ": " + weir.lines());
      }
    }
  }
}
