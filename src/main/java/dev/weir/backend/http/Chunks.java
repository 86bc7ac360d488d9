package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the body of a response in chunks (RFC 9112, section 7.1), and takes nothing that another
 * recipient might read otherwise. Extensions are dropped.
 */
final class Chunks {

  private static final int MOST_LINE_BYTES = 4096;
  private static final int MOST_DIGITS = 15;

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
    left = size(line(MOST_LINE_BYTES).toString());
    if (left == 0) {
      trailers = readTrailers();
      over = true;
    }
  }

  private static long size(String line) throws ProtocolException {
    int semicolon = line.indexOf(';');
    String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).stripTrailing();
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      throw new ProtocolException("A chunk of a response has a size that is none");
    }
    long size = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), 16) : -1;
      if (digit < 0) {
        throw new ProtocolException("A chunk of a response has a size that is none");
      }
      size = size * 16 + digit;
    }
    return size;
  }

  private List<Field> readTrailers() throws IOException {
    List<Field> fields = new ArrayList<>(0);
    int left = ResponseHead.MOST_BYTES;
    for (CharArrayBuffer line = line(left); !line.isEmpty(); line = line(left)) {
      left -= line.length();
      int colon = line.indexOf(':');
      if (colon < 1 || fields.size() == ResponseHead.MOST_FIELDS) {
        throw new ProtocolException("A response has trailers that are none, or too many");
      }
      fields.add(FieldRules.read(line, colon));
    }
    return fields;
  }

  /** Reads a line that has to end in CRLF, of at most so many bytes before that. */
  private CharArrayBuffer line(int most) throws IOException {
    CharArrayBuffer line = new CharArrayBuffer(32);
    for (int next = octet(); next != '\r'; next = octet()) {
      if (next == '\n' || line.length() == most) {
        throw new ProtocolException("A line between the chunks of a response is none, or too long");
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
