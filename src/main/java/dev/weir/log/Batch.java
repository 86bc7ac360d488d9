package dev.weir.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lines that are written together. For use by one thread. */
final class Batch {

  private static final int MOST_BYTES = 64 * 1024;

  private final OutputStream out;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private int lines;

  Batch(OutputStream out) {
    this.out = out;
  }

  /** Returns whether one more line is still to be added; a long one has a batch for itself. */
  boolean fits(byte[] line) {
    return lines == 0 || buffer.size() + line.length <= MOST_BYTES;
  }

  void add(byte[] line) {
    buffer.writeBytes(line);
    lines++;
  }

  int lines() {
    return lines;
  }

  int bytes() {
    return buffer.size();
  }

  /**
   * Writes all of it, and begins anew.
   *
   * @return whether it could be written
   */
  boolean write() {
    byte[] bytes = buffer.toByteArray();
    buffer.reset();
    lines = 0;
    try {
      out.write(bytes);
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
