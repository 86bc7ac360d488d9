package dev.weir.backend.http;

import java.util.Arrays;

/**
 * The head of one message in ISO 8859-1, as it is written. It is used again for the next head of
 * its connection, so that a head costs no memory of its own.
 */
final class HeadBytes {

  private static final int TYPICAL_BYTES = 512;

  /** A larger array is not kept for the next head. */
  private static final int MOST_KEPT_BYTES = 8 * 1024;

  private byte[] bytes = new byte[TYPICAL_BYTES];
  private int length;

  /** Forgets the head that was written before. */
  void clear() {
    length = 0;
    if (bytes.length > MOST_KEPT_BYTES) {
      bytes = new byte[TYPICAL_BYTES];
    }
  }

  /** Appends a text; of each character the low byte counts. */
  @SuppressWarnings("deprecation") // It takes the low bytes, which is ISO 8859-1, without a copy.
  HeadBytes append(String text) {
    int end = length + text.length();
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    text.getBytes(0, text.length(), bytes, length);
    length = end;
    return this;
  }

  /** Returns the array that begins with the head. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns how many bytes the head has. */
  int length() {
    return length;
  }
}
