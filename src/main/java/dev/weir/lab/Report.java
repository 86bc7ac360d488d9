package dev.weir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes what was found. */
final class Report {

  private Report() {}

  static void write(Path folder, Results results) throws IOException {
    for (String name : new String[] {"index.html", "results.csv", "results.json", "report.md"}) {
      Path draft = Files.createTempFile(folder, name, ".tmp");
      Files.writeString(draft, results.toString());
      Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
