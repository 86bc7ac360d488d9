package dev.weir.file;

import java.nio.file.Path;
import java.util.List;

/**
 * The changes of some files, found by looking at them again and again. Not by events of the file
 * system: folders of another machine have none, and links that Kubernetes swaps have misleading
 * ones.
 *
 * <p>A change counts once two looks in a row find the same: a file that is half written, or gone
 * while an editor puts another in its place, is left alone until then.
 *
 * <p>For use by one thread at a time.
 */
public final class FileChanges {

  private final List<Path> paths;
  private List<FileVersion> known;
  private List<FileVersion> last;

  /** Takes the files as they are now as known. */
  public FileChanges(List<Path> paths) {
    this.paths = List.copyOf(paths);
    this.known = FileVersion.all(paths);
    this.last = known;
  }

  /** Looks at the files; returns whether there is a change that is complete, once for each. */
  public boolean look() {
    List<FileVersion> now = FileVersion.all(paths);
    boolean atRest = now.equals(last);
    last = now;
    if (!atRest || now.equals(known)) {
      return false;
    }
    known = now;
    return true;
  }
}
