package dev.weir.faults;

import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Weir takes of its machine.
 *
 * @param descriptors its open file descriptors
 * @param threads its threads of the platform
 * @param virtual its virtual threads
 */
record Footprint(long descriptors, long threads, long virtual) {

  private static final Pattern VIRTUAL = Pattern.compile("#\\d+ \".*\" virtual.*");

  static Footprint of(WeirProcess weir, WeirClient client) throws Exception {
    return new Footprint(
        descriptors(weir), client.metric("jvm_threads_current"), virtualThreads(weir));
  }

  static long descriptors(WeirProcess weir) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + weir.pid() + "/fd"))) {
      return open.count();
    }
  }

  private static long virtualThreads(WeirProcess weir) throws Exception {
    Path dump = Files.createTempFile("weir-threads", ".txt");
    try {
      jcmd(weir, "Thread.dump_to_file", "-overwrite", dump.toString());
      try (Stream<String> lines = Files.lines(dump)) {
        return lines.filter(line -> VIRTUAL.matcher(line).matches()).count();
      }
    } finally {
      Files.delete(dump);
    }
  }

  private static void jcmd(WeirProcess weir, String... words) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    List<String> command =
        Stream.concat(
                Stream.of(jcmd, "-J-XX:TieredStopAtLevel=1", String.valueOf(weir.pid())),
                Stream.of(words))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + " ended with " + process.exitValue());
    }
  }

  /** Returns whether it is no larger than another, but for what a pool may keep. */
  boolean isWithin(Footprint other, long kept) {
    return descriptors <= other.descriptors + kept
        && threads <= other.threads + kept
        && virtual <= other.virtual + kept;
  }
}
