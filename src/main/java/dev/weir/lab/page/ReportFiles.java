package dev.weir.lab.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    write(folder.resolve("results.json"), json);
    write(folder.resolve("results.csv"), CsvFile.of(results));
    write(folder.resolve("report.md"), MarkdownFile.of(report));
    write(folder.resolve("index.html"), HtmlFile.of(json));
  }

  /** Lets no reader see the file half written; what was there stays if that fails. */
  private static void write(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    try {
      Files.writeString(unfinished, text);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
