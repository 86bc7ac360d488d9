package dev.weir.lab.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the responses of one connection as their bytes come (RFC 9112), and keeps of each what a
 * client of the lab needs. Bodies are skipped.
 */
final class ResponseReader {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}).*");
  private static final Pattern FIELD = Pattern.compile("([^:]+):\\s*(.*?)\\s*");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final int LONGEST_LINE = 65_536;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int DECIMAL = 10;
  private static final int HEXADECIMAL = 16;

  /** What comes next. */
  private enum Part {
    STATUS_LINE,
    FIELDS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    TRAILERS,
    BODY_TO_THE_END,
    NOTHING
  }

  private final StringBuilder line = new StringBuilder();
  private final Map<String, String> fields = new HashMap<>();
  private Part next = Part.NOTHING;
  private int status;
  private long left;

  /** Gets ready for the next response. */
  void begin() {
    line.setLength(0);
    fields.clear();
    next = Part.STATUS_LINE;
  }

  /**
   * Reads on, and returns whether the response is complete.
   *
   * @throws IOException if this is no HTTP, or more than one response
   */
  boolean read(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      switch (next) {
        case STATUS_LINE, FIELDS, CHUNK_SIZE, TRAILERS -> readLine(bytes);
        case BODY, CHUNK -> skip(bytes);
        case BODY_TO_THE_END -> bytes.position(bytes.limit());
        case NOTHING -> throw new IOException("there is more than one response");
      }
    }
    return next == Part.NOTHING;
  }

  /** Returns whether the response is complete, now that its connection has ended. */
  boolean completeAtTheEnd() {
    return next == Part.BODY_TO_THE_END;
  }

  int status() {
    return status;
  }

  /** Returns the Retry-After in seconds; a date, which is the other form, says nothing here. */
  OptionalInt retryAfterSeconds() {
    String text = field("retry-after");
    return SECONDS.matcher(text).matches()
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** Returns whether the connection may be used for another request. */
  boolean persistent() {
    return next != Part.BODY_TO_THE_END && !field("connection").equalsIgnoreCase("close");
  }

  /** Returns the value of a field, named in lower case; empty if it is not there. */
  private String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private void skip(ByteBuffer bytes) {
    int skipped = (int) Math.min(left, bytes.remaining());
    bytes.position(bytes.position() + skipped);
    left -= skipped;
    if (left == 0) {
      next = next == Part.CHUNK ? Part.CHUNK_SIZE : Part.NOTHING;
    }
  }

  private void readLine(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      char c = (char) (bytes.get() & 0xff);
      if (c == '\n') {
        String text = line.toString().stripTrailing();
        line.setLength(0);
        takeLine(text);
        return;
      }
      line.append(c);
    }
    if (line.length() > LONGEST_LINE) {
      throw new IOException("a line has no end");
    }
  }

  private void takeLine(String text) throws IOException {
    switch (next) {
      case STATUS_LINE -> takeStatus(text);
      case FIELDS -> takeField(text);
      case CHUNK_SIZE -> takeChunkSize(text);
      default -> next = text.isEmpty() ? Part.NOTHING : Part.TRAILERS;
    }
  }

  private void takeStatus(String text) throws IOException {
    Matcher matcher = STATUS.matcher(text);
    if (!matcher.matches()) {
      throw new IOException("this is not HTTP: " + text);
    }
    status = Integer.parseInt(matcher.group(1));
    next = Part.FIELDS;
  }

  private void takeField(String text) throws IOException {
    if (text.isEmpty()) {
      next = afterHead();
      return;
    }
    Matcher matcher = FIELD.matcher(text);
    if (!matcher.matches()) {
      throw new IOException("this is not a header field: " + text);
    }
    String name = matcher.group(1).toLowerCase(Locale.ROOT);
    fields.put(name, matcher.group(2));
    if (name.equals("content-length")) {
      left = number(matcher.group(2), DECIMAL);
    }
  }

  private Part afterHead() {
    if (status / 100 == 1) {
      fields.clear();
      return Part.STATUS_LINE;
    }
    if (field("transfer-encoding").equalsIgnoreCase("chunked")) {
      return Part.CHUNK_SIZE;
    }
    if (status == NO_CONTENT || status == NOT_MODIFIED) {
      return Part.NOTHING;
    }
    if (!fields.containsKey("content-length")) {
      return Part.BODY_TO_THE_END;
    }
    return left == 0 ? Part.NOTHING : Part.BODY;
  }

  private void takeChunkSize(String text) throws IOException {
    int extension = text.indexOf(';');
    String size = extension < 0 ? text : text.substring(0, extension).strip();
    if (size.isEmpty()) {
      return; // The end of the line after a chunk.
    }
    left = number(size, HEXADECIMAL);
    next = left == 0 ? Part.TRAILERS : Part.CHUNK;
  }

  private static long number(String text, int radix) throws IOException {
    try {
      return Long.parseLong(text, radix);
    } catch (NumberFormatException e) {
      throw new IOException("this is not a number: " + text, e);
    }
  }
}
