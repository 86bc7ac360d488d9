package dev.weir.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a file, found without reading it: it is another one when the file changed.
 *
 * @param file its real path: Kubernetes swaps a link to a folder
 * @param key what tells it from a file that took its place with the same time and size; null where
 *     the file system has no such key
 * @param modified when it was written
 * @param size how many bytes it has
 */
public record FileVersion(Path file, @Nullable Object key, FileTime modified, long size) {

  /** Returns what these files are now; empty while one is missing: that too is a change. */
  public static List<FileVersion> all(List<Path> paths) {
    try {
      List<FileVersion> versions = new ArrayList<>(paths.size());
      for (Path path : paths) {
        versions.add(of(path));
      }
      return List.copyOf(versions);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static FileVersion of(Path path) throws IOException {
    Path file = path.toRealPath();
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileVersion(file, now.fileKey(), now.lastModifiedTime(), now.size());
  }
}
