package dev.weir.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Puts another file in the place of one, at once: who reads it sees the old one or the new one. */
public final class FileReplacement {

  private FileReplacement() {}

  /**
   * Replaces a file by one of the same owner, group and mode; if links lead to it, they still do.
   *
   * @throws IOException if it can't be replaced; then it is as before
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path real = file.toRealPath();
    if (!Files.isWritable(real)) {
      throw new AccessDeniedException(real.toString());
    }
    Path next = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".tmp");
    try {
      write(next, content);
      copyOwner(real, next);
      Files.move(next, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** A file that is renamed before it is on the disk may be empty after a power failure. */
  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  private static void copyOwner(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes own = view.readAttributes();
    if (!own.owner().equals(wanted.owner())) {
      view.setOwner(wanted.owner());
    }
    if (!own.group().equals(wanted.group())) {
      view.setGroup(wanted.group());
    }
    view.setPermissions(wanted.permissions());
  }
}
