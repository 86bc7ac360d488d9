package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void leavesItsFilesAndNothingElse() throws IOException {
    ReportFiles.write(folder, SampleResults.complete());
    assertThat(
        names(), containsInAnyOrder("index.html", "report.md", "results.csv", "results.json"));
  }

  @Test
  void makesTheFolder() throws IOException {
    Path inside = folder.resolve("a/b");
    ReportFiles.write(inside, SampleResults.complete());
    assertThat(
        Files.readString(inside.resolve("results.csv")), is(CsvFile.of(SampleResults.complete())));
  }

  @Test
  void takesThePlaceOfWhatWasThere() throws IOException {
    ReportFiles.write(folder, SampleResults.stoppedAfter(3));
    String before = Files.readString(folder.resolve("results.json"));
    ReportFiles.write(folder, SampleResults.complete());
    assertThat(Files.readString(folder.resolve("results.json")), is(not(before)));
  }
}
