package dev.weir.wire.framing;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes a chunked body apart and hands it on in plain chunks of what has come: each with its size
 * and nothing else, none larger than one read from the socket.
 *
 * <p>Helidon holds a whole chunk in memory, does not look at what stands between two of them, and
 * refuses extensions and trailers. Here extensions and trailers are dropped, as a recipient may
 * (RFC 9112, sections 7.1.1 and 7.1.2).
 */
final class ChunkedBody {

  private static final int MOST_LINE_BYTES = 4096;
  private static final int MOST_TRAILER_BYTES = 16 * 1024;
  private static final int MOST_DIGITS = 15;
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
  byte @Nullable [] next(InputBuffer unread) {
    while (true) {
      boolean moved =
          switch (state) {
            case SIZE -> size(unread);
            case DATA_END -> dataEnd(unread);
            case TRAILERS -> trailer(unread);
            case DATA, OVER -> false;
          };
      if (state == State.OVER) {
        return LAST;
      }
      if (state == State.DATA && unread.available() > 0) {
        return data(unread);
      }
      if (!moved) {
        return null;
      }
    }
  }

  private boolean size(InputBuffer unread) {
    int length = unread.lineLength(MOST_LINE_BYTES);
    if (length < 0) {
      return false;
    }
    left = number(unread, length);
    unread.skip(length + 2);
    state = left == 0 ? State.TRAILERS : State.DATA;
    return true;
  }

  private static long number(InputBuffer unread, int lineLength) {
    long number = 0;
    int digits = 0;
    while (digits < lineLength && HttpGrammar.hex(unread.get(digits)) >= 0) {
      number = number * 16 + HttpGrammar.hex(unread.get(digits));
      digits++;
      if (digits > MOST_DIGITS) {
        throw Refusal.malformed("The size of a chunk is too large.");
      }
    }
    boolean extended = digits < lineLength && unread.get(digits) == ';';
    if (digits == 0 || (digits < lineLength && !extended)) {
      throw Refusal.malformed("The size of a chunk has to be in hexadecimal digits alone.");
    }
    return number;
  }

  private byte[] data(InputBuffer unread) {
    int length = (int) Math.min(left, unread.available());
    byte[] size = Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[size.length + length + 4];
    System.arraycopy(size, 0, chunk, 0, size.length);
    endLine(chunk, size.length);
    unread.read(chunk, size.length + 2, length);
    endLine(chunk, chunk.length - 2);
    left -= length;
    state = left == 0 ? State.DATA_END : State.DATA;
    return chunk;
  }

  private static void endLine(byte[] bytes, int at) {
    bytes[at] = '\r';
    bytes[at + 1] = '\n';
  }

  private boolean dataEnd(InputBuffer unread) {
    int available = unread.available();
    boolean bad =
        (available > 0 && unread.get(0) != '\r') || (available > 1 && unread.get(1) != '\n');
    if (bad) {
      throw Refusal.malformed("A chunk is longer than its size says, or its CRLF is missing.");
    }
    if (available < 2) {
      return false;
    }
    unread.skip(2);
    state = State.SIZE;
    return true;
  }

  private boolean trailer(InputBuffer unread) {
    int length = unread.lineLength(MOST_LINE_BYTES);
    if (length < 0) {
      return false;
    }
    unread.skip(length + 2);
    trailerBytes += length + 2;
    if (trailerBytes > MOST_TRAILER_BYTES) {
      throw Refusal.tooLarge(Refusal.FIELDS_TOO_LARGE, "The trailers are too long.");
    }
    state = length == 0 ? State.OVER : State.TRAILERS;
    return true;
  }
}
