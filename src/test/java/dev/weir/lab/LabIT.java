package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.Eventually;
import dev.weir.RunningWeir;
import dev.weir.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab as its users start it: from the jar. */
class LabIT {

  @TempDir private Path folder;

  private WeirProcess lab(String... more) throws IOException {
    return WeirProcess.start(
        Stream.concat(
                Stream.of(
                    "lab", "--scenarios=ramp", "--strategies=wait-then-shed", "--out=" + folder),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Waits until the lab has started a Weir, and returns that. */
  private static ProcessHandle child(WeirProcess lab) {
    Eventually.until(() -> lab.children().size() == 1);
    return lab.children().getFirst();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void assertTheWholePageIsThere() throws IOException {
    assertThat(
        files(), containsInAnyOrder("index.html", "results.csv", "results.json", "report.md"));
  }

  @Test
  void aRunEndsWithItsFiguresAndAPageAndLeavesNoProcess() throws Exception {
    try (WeirProcess lab = lab("--quick", "--duration=3s")) {
      ProcessHandle child = child(lab);
      int exitCode = lab.exitCode();
      assertThat(child.isAlive(), is(false));
      Eventually.until(lab::ended);
      assertThat(lab.lines().toString(), exitCode, is(0));
      assertThat(
          lab.lines(),
          contains(
              matchesPattern(
                  // On a busy machine all of them may come too late.
                  "\\[1/1\\] ramp, wait-then-shed: Goodput [\\d.]+ %, p50 (\\d+ ms|-), p99 (\\d+"
                      + " ms|-), Shed [\\d.]+ %, Lost [\\d.]+ %, Wasted [\\d.]+ %, Memory [1-9]\\d*"
                      + " MiB, Requests [1-9][\\d,]*, Served [\\d,]+"),
              is(folder.resolve("index.html").toString())));
      assertTheWholePageIsThere();
    }
  }

  @Test
  void ctrlCLeavesAPageAndNoProcess() throws Exception {
    try (WeirProcess lab = lab()) {
      ProcessHandle child = child(lab);
      lab.interrupt();
      assertThat(lab.exitCode(), is(130));
      assertThat(child.isAlive(), is(false));
      Eventually.until(lab::ended);
      assertThat(lab.lines(), contains(startsWith("stopped")));
      assertTheWholePageIsThere();
    }
  }

  @Test
  void aLabThatIsKilledLeavesNoProcess() throws Exception {
    try (WeirProcess lab = lab()) {
      ProcessHandle child = child(lab);
      assertThat(isDead(child), is(false));
      lab.kill();
      Eventually.until(() -> isDead(child));
    }
  }

  /** A container may have no init process that reaps the dead; they have no command any more. */
  private static boolean isDead(ProcessHandle process) {
    return !process.isAlive() || process.info().command().isEmpty();
  }

  @Test
  void aBadOptionIsOneLineAndExitCode2() throws Exception {
    try (WeirProcess lab = lab("--rounds=3")) {
      assertThat(lab.exitCode(), is(2));
      Eventually.until(lab::ended);
      assertThat(lab.lines(), hasSize(1));
      assertThat(lab.lines().getFirst(), startsWith("weir: --rounds=3: there is no such option"));
    }
  }

  @Test
  void theGeneratorAloneCountsWhatComesBack() throws Exception {
    try (RunningWeir weir = RunningWeir.with("--gate.permits=100");
        WeirProcess command =
            WeirProcess.start(
                "lab",
                "--url=http://127.0.0.1:" + weir.server().port() + "/endpoint",
                "--rate=50",
                "--duration=1s")) {
      assertThat(command.exitCode(), is(0));
      Eventually.until(command::ended);
      assertThat(command.lines(), hasItem(matchesPattern("served +50")));
      assertThat(command.lines(), hasItem(matchesPattern("status 200 +50")));
    }
  }

  @Test
  void theHelpSaysWhatThereIs() throws Exception {
    try (WeirProcess help = WeirProcess.start("lab", "--help")) {
      assertThat(help.exitCode(), is(0));
      Eventually.until(help::ended);
      assertThat(help.lines(), hasItem(matchesPattern(" +wait-then-shed.*|.*, wait-then-shed.*")));
    }
  }
}
