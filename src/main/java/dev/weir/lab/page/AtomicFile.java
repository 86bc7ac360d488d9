package dev.weir.lab.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is never seen half written: a reader gets the old text or the new one. */
record AtomicFile(Path path) {

  /** Puts this text in the place of what was there; what was there stays if that fails. */
  void write(String text) throws IOException {
    Path unfinished = path.resolveSibling("." + path.getFileName() + ".unfinished");
    try {
      Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
      Files.move(
          unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
