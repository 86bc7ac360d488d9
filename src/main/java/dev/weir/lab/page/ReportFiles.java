package dev.weir.lab.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run of the lab leaves behind: a page to read, and the figures to reckon with. */
public final class ReportFiles {

  private ReportFiles() {}

  /**
   * Writes the files into this folder, which is made if it is not there; each takes the place of
   * the one that an earlier call left.
   *
   * @param folder where {@code index.html}, {@code report.md}, {@code results.csv} and {@code
   *     results.json} go
   * @param results what was found, or what there is of it so far
   * @throws IOException if a file can't be written; those before it are there by then
   */
  public static void write(Path folder, Results results) throws IOException {
    Report report = Report.of(results);
    String json = JsonFile.of(results, report);
    Files.createDirectories(folder);
    new AtomicFile(folder.resolve("results.json")).write(json);
    new AtomicFile(folder.resolve("results.csv")).write(CsvFile.of(results));
    new AtomicFile(folder.resolve("report.md")).write(MarkdownFile.of(report));
    new AtomicFile(folder.resolve("index.html")).write(HtmlFile.of(json));
  }
}
