package dev.weir.wire.framing;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A chunked body while it comes, which is handed on in plain chunks of what has come: each with its
 * size and nothing else, none larger than one read from the socket. Extensions and trailers are
 * dropped, as a recipient may (RFC 9112, sections 7.1.1 and 7.1.2).
 *
 * <p>Helidon 4.5 holds a whole chunk in memory, skips two bytes after it whatever they are, and
 * refuses extensions and trailers.
 */
final class ChunkedBody {

  private static final int MAX_LINE_BYTES = 4096;
  private static final int MAX_TRAILER_BYTES = 16 * 1024;
  private static final int MAX_DIGITS = 15;
  private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private enum State {
    SIZE,
    DATA,
    DATA_END,
    TRAILERS,
    OVER
  }

  private State state = State.SIZE;
  private long left;
  private int trailerBytes;

  /** Returns whether the last chunk was handed on. */
  boolean isOver() {
    return state == State.OVER;
  }

  /** Returns the next chunk, or null if more has to come first. */
  byte @Nullable [] next(InputBuffer input) {
    while (true) {
      boolean moved =
          switch (state) {
            case SIZE -> size(input);
            case DATA_END -> dataEnd(input);
            case TRAILERS -> trailer(input);
            case DATA, OVER -> false;
          };
      if (state == State.OVER) {
        return LAST;
      }
      if (state == State.DATA && input.available() > 0) {
        return data(input);
      }
      if (!moved) {
        return null;
      }
    }
  }

  private boolean size(InputBuffer input) {
    int length = input.lineLength(MAX_LINE_BYTES);
    if (length < 0) {
      return false;
    }
    left = number(input, length);
    input.skip(length + 2);
    state = left == 0 ? State.TRAILERS : State.DATA;
    return true;
  }

  private static long number(InputBuffer input, int lineLength) {
    long number = 0;
    int digits = 0;
    while (digits < lineLength && HttpGrammar.hex(input.get(digits)) >= 0) {
      number = number * 16 + HttpGrammar.hex(input.get(digits));
      digits++;
      if (digits > MAX_DIGITS) {
        throw Refusal.malformed("The size of a chunk is too large.");
      }
    }
    boolean extended = digits < lineLength && input.get(digits) == ';';
    if (digits == 0 || (digits < lineLength && !extended)) {
      throw Refusal.malformed("The size of a chunk has to be in hexadecimal digits alone.");
    }
    return number;
  }

  private byte[] data(InputBuffer input) {
    int length = (int) Math.min(left, input.available());
    byte[] size = Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[size.length + length + 4];
    System.arraycopy(size, 0, chunk, 0, size.length);
    endLine(chunk, size.length);
    input.read(chunk, size.length + 2, length);
    endLine(chunk, chunk.length - 2);
    left -= length;
    state = left == 0 ? State.DATA_END : State.DATA;
    return chunk;
  }

  private static void endLine(byte[] bytes, int at) {
    bytes[at] = '\r';
    bytes[at + 1] = '\n';
  }

  private boolean dataEnd(InputBuffer input) {
    int available = input.available();
    boolean bad =
        (available > 0 && input.get(0) != '\r') || (available > 1 && input.get(1) != '\n');
    if (bad) {
      throw Refusal.malformed("A chunk is longer than its size says, or its CRLF is missing.");
    }
    if (available < 2) {
      return false;
    }
    input.skip(2);
    state = State.SIZE;
    return true;
  }

  private boolean trailer(InputBuffer input) {
    int length = input.lineLength(MAX_LINE_BYTES);
    if (length < 0) {
      return false;
    }
    input.skip(length + 2);
    trailerBytes += length + 2;
    if (trailerBytes > MAX_TRAILER_BYTES) {
      throw Refusal.tooLarge(Refusal.FIELDS_TOO_LARGE, "The trailers are too long.");
    }
    state = length == 0 ? State.OVER : State.TRAILERS;
    return true;
  }
}
