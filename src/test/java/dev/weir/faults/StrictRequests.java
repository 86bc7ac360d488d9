package dev.weir.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads requests as RFC 9112 has them and in no other way: whatever could be read differently by
 * somebody else is an error.
 */
final class StrictRequests {

  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\\S+) HTTP/1\\.1");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})(;.*)?");

  private final InputStream in;

  /**
   * A request as somebody understood it.
   *
   * @param line its method and its target
   * @param body its body, without its framing
   */
  record Request(String line, String body) {}

  StrictRequests(InputStream in) {
    this.in = in;
  }

  /** Returns the next request; fails when it is none, or not a whole one. */
  Request next() throws IOException {
    String first = line();
    while (first.isEmpty()) {
      first = line();
    }
    Matcher line = matched(REQUEST_LINE, first);
    return new Request(line.group(1) + " " + line.group(2), body(fields()));
  }

  private List<String> fields() throws IOException {
    List<String> framing = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher field = matched(FIELD, line);
      String name = field.group(1).toLowerCase(Locale.ROOT);
      if (name.equals("content-length") || name.equals("transfer-encoding")) {
        framing.add(name + "=" + field.group(2).toLowerCase(Locale.ROOT));
      }
    }
    return framing;
  }

  private String body(List<String> framing) throws IOException {
    if (framing.isEmpty()) {
      return "";
    }
    String how = framing.getFirst();
    if (framing.size() > 1) {
      throw new IOException("its length is told twice: " + framing);
    }
    if (how.equals("transfer-encoding=chunked")) {
      return chunks();
    }
    return text(
        Integer.parseInt(matched(Pattern.compile("content-length=(\\d{1,8})"), how).group(1)));
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    int size = chunkSize();
    while (size > 0) {
      body.append(text(size));
      if (!line().isEmpty()) {
        throw new IOException("a chunk is longer than it says");
      }
      size = chunkSize();
    }
    skipTrailers();
    return body.toString();
  }

  /** Weir passes none on, so it does not matter what they are. */
  private void skipTrailers() throws IOException {
    while (!line().isEmpty()) {
      // The next may be the last.
    }
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(matched(CHUNK, line()).group(1), 16);
  }

  private static Matcher matched(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IOException("this is no part of a request: " + text);
    }
    return matcher;
  }

  private String text(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the body broke off");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A line ends with CR and LF, and has neither in it. */
  private String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = in.read();
    while (next != '\r') {
      if (next < 0 || next == '\n' || next == 0) {
        throw new IOException("this is no line: " + bytes);
      }
      bytes.write(next);
      next = in.read();
    }
    if (in.read() != '\n') {
      throw new IOException("this line has no end: " + bytes);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
