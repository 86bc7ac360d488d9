package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate alone, in a program that has nothing else on its class path. */
class GateJarIT {

  private static final String PROGRAM =
      """
      import dev.weir.gate.*;
      import dev.weir.gate.strategy.WaitThenShed;
      import java.time.Duration;

      class Program {
        public static void main(String[] args) {
          GateLimits limits = new GateLimits(1, 0, Duration.ZERO);
          try (Gate gate = new WaitThenShed(limits, true).open(GateObserver.NONE, System::nanoTime)) {
            Arrival arrival = Arrival.from("somebody");
            System.out.println(gate.enter(arrival) instanceof Admission.Admitted);
            System.out.println(((Admission.Shed) gate.enter(arrival)).reason());
          }
        }
      }
      """;

  private static final Path JAR = Path.of("target/weir-gate.jar");

  @Test
  void theGateNeedsNoOtherJar(@TempDir Path folder) throws IOException {
    Path program = Files.writeString(folder.resolve("Program.java"), PROGRAM);
    String java = ProcessHandle.current().info().command().orElse("java");
    Process process =
        new ProcessBuilder(java, "-cp", JAR.toString(), program.toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(lines, contains("true", "ROOM_FULL"));
  }

  @Test
  void theJarHasTheGateOnly() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(
          jar.stream().map(ZipEntry::getName).toList(),
          everyItem(matchesPattern("(dev/|dev/weir/|dev/weir/gate/.*|META-INF/.*)")));
    }
  }
}
