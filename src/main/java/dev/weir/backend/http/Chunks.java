package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the body of a response in chunks (RFC 9112, section 7.1), and takes nothing that another
 * recipient might read otherwise. Extensions are dropped.
 */
final class Chunks {

  private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,15})[ \t]*(?:;|\\z)");
  private static final int MOST_LINE_BYTES = 4096;
  private static final int LAST_BYTES = "0\r\n\r\n".length();

  private final UpstreamConnection connection;
  private long left;
  private boolean first = true;
  private boolean over;
  private List<Field> trailers = List.of();

  Chunks(UpstreamConnection connection) {
    this.connection = connection;
  }

  /** Returns the fields after the last chunk; empty until that was read. */
  List<Field> trailers() {
    return trailers;
  }

  /** Reads as {@link java.io.InputStream#read(byte[], int, int)} does. */
  int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !over) {
      next();
    }
    if (over) {
      return -1;
    }
    int arrived = connection.read(buffer, offset, (int) Math.min(left, length));
    if (arrived < 0) {
      throw new EOFException("The connection ended within a chunk");
    }
    left -= arrived;
    return arrived;
  }

  /** Between two chunks it is not known whether more of the body has come, or only its end. */
  int available() throws IOException {
    int available = connection.available();
    if (left > 0) {
      return (int) Math.min(left, available);
    }
    int endBytes = first ? LAST_BYTES : LAST_BYTES + "\r\n".length();
    return !over && available >= endBytes ? available : 0;
  }

  private void next() throws IOException {
    if (!first && !line(0).isEmpty()) {
      throw new ProtocolException("A chunk of a response is longer than it says");
    }
    first = false;
    Matcher size = SIZE.matcher(line(MOST_LINE_BYTES));
    if (!size.lookingAt()) {
      throw new ProtocolException("A chunk of a response has a malformed size");
    }
    left = Long.parseLong(size.group(1), 16);
    if (left == 0) {
      trailers = connection.fields().read();
      over = true;
    }
  }

  /** Reads a line that has to end in CRLF, of at most so many bytes before that. */
  private CharArrayBuffer line(int most) throws IOException {
    CharArrayBuffer line = new CharArrayBuffer(32);
    for (int next = octet(); next != '\r'; next = octet()) {
      if (next == '\n' || line.length() == most) {
        throw new ProtocolException("A line between the chunks of a response is malformed");
      }
      line.append((char) next);
    }
    if (octet() != '\n') {
      throw new ProtocolException("A line between the chunks of a response has no end");
    }
    return line;
  }

  private int octet() throws IOException {
    int octet = connection.read();
    if (octet < 0) {
      throw new EOFException("The connection ended within the chunks of a response");
    }
    return octet;
  }
}
