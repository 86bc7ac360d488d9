package dev.weir.wire.framing;

import java.util.Arrays;

/** The bytes that a client has sent and that are not parsed yet. */
final class InputBuffer {

  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int at;

  /** Adds what came next; the array is kept, not copied, if all before it was taken. */
  void add(byte[] more) {
    int left = available();
    if (left == 0) {
      bytes = more;
    } else {
      byte[] both = Arrays.copyOfRange(bytes, at, at + left + more.length);
      System.arraycopy(more, 0, both, left, more.length);
      bytes = both;
    }
    at = 0;
  }

  /** Returns how many bytes there are. */
  int available() {
    return bytes.length - at;
  }

  /** Returns the array in which the bytes are, from {@link #at} to its end. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns where in the array the first byte is. */
  int at() {
    return at;
  }

  /** Returns a byte, counted from the first one. */
  byte get(int index) {
    return bytes[at + index];
  }

  /** Returns whether the bytes begin with these. */
  boolean beginsWith(byte[] text) {
    return available() >= text.length
        && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
  }

  /** Drops so many bytes. */
  void skip(int length) {
    at += length;
  }

  /** Takes so many bytes; returns the array itself, not a copy, if that is all of it. */
  byte[] take(int length) {
    byte[] taken =
        at == 0 && length == bytes.length ? bytes : Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    if (at == bytes.length) {
      bytes = NOTHING;
      at = 0;
    }
    return taken;
  }

  /** Copies so many bytes into another array. */
  void read(byte[] to, int offset, int length) {
    System.arraycopy(bytes, at, to, offset, length);
    at += length;
  }

  /**
   * Returns the length of the line that begins here, without its CRLF, or -1 if it is not whole.
   *
   * @param most the length from which on it is refused
   */
  int lineLength(int most) {
    int limit = Math.min(available(), most);
    for (int i = 0; i < limit; i++) {
      byte octet = get(i);
      if (octet == '\r' && i + 1 < available()) {
        if (get(i + 1) == '\n') {
          return i;
        }
        throw Refusal.malformed("A carriage return stands alone in the body's framing.");
      }
      if (octet != '\r' && !HttpGrammar.isText(octet)) {
        throw Refusal.malformed("A line of the body's framing has a control character in it.");
      }
    }
    if (limit == most) {
      throw Refusal.malformed("A line of the body's framing is longer than " + most + " bytes.");
    }
    return -1;
  }
}
