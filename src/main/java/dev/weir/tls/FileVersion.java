package dev.weir.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file as it was once, told without reading it: it is another when the file changed.
 *
 * @param file its real path: Kubernetes swaps a link to a folder
 * @param modified when it was written
 * @param size how many bytes it has
 */
public record FileVersion(Path file, FileTime modified, long size) {

  /**
   * Returns what there is now.
   *
   * @throws IOException if there is no such file
   */
  public static FileVersion of(Path path) throws IOException {
    Path file = path.toRealPath();
    return new FileVersion(file, Files.getLastModifiedTime(file), Files.size(file));
  }
}
