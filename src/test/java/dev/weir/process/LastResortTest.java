package dev.weir.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastResortTest {

  /** A process with a thread of this name that ends by an error of this kind. */
  public static final class Failing {

    private Failing() {}

    /** Waits for its thread, and ends as if nothing had been. */
    public static void main(String[] args) throws InterruptedException {
      Thread.setDefaultUncaughtExceptionHandler(
          new LastResort((thread, e) -> System.out.println("spared"), () -> {}));
      Thread.Builder kind = args[0].endsWith("-virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
      Thread thread = kind.name(args[0]).start(() -> fail(args[1]));
      thread.join();
    }

    private static void fail(String kind) {
      if (kind.equals("memory")) {
        throw new OutOfMemoryError("on purpose");
      }
      throw new IllegalStateException("on purpose");
    }
  }

  private static Process failing(String thread, String kind) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Failing.class.getName(),
            thread,
            kind)
        .redirectErrorStream(true)
        .start();
  }

  private static String output(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "weir-timeouts, state",
    "weir-log-server, state",
    "weir-timeouts, memory",
    "weir-timeout-virtual, memory",
    "any, memory"
  })
  void aProcessWithoutAPartThatItNeedsEnds(String thread, String kind) throws Exception {
    Process process = failing(thread, kind);
    String output = output(process);
    assertThat(output, process.waitFor(), is(1));
    assertThat(output, containsString("the thread " + thread + " ended: java.lang."));
    assertThat(output, not(containsString("\tat ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "weir-timeout-virtual"})
  void aThreadThatWeirCanDoWithoutEndsNothing(String thread) throws Exception {
    Process process = failing(thread, "state");
    assertThat(output(process), containsString("spared"));
    assertThat(process.waitFor(), is(0));
  }
}
