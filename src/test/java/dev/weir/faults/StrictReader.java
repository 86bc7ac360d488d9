package dev.weir.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads messages by the grammar of RFC 9112 and in no other way: whatever two readers could read in
 * two ways is an error, even if one of them would be right.
 */
final class StrictReader {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(" + TOKEN + ") ([\\x21-\\x7e]+) HTTP/1\\.1");
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.1 ([1-5]\\d\\d) [\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Pattern FIELD =
      Pattern.compile("(" + TOKEN + "):([\\t\\x20-\\x7e\\x80-\\xff]*)");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})(;.*)?");

  private final InputStream in;
  private final Extras extras;

  /** What becomes of chunk extensions and trailers: a client may send them, Weir sends none. */
  enum Extras {
    SKIPPED,
    REFUSED
  }

  /**
   * A request as somebody understood it.
   *
   * @param line its method and its target
   * @param body its body, without its framing
   */
  record Request(String line, String body) {}

  /**
   * A request of which the body has not been read.
   *
   * @param line its method and its target
   * @param framing all lengths and codings
   */
  record RequestHead(String line, List<String> framing) {}

  /**
   * A response as somebody understood it.
   *
   * @param body its body, without its framing
   */
  record Response(int status, Fields fields, String body) {}

  /**
   * The fields of a message.
   *
   * @param values in their order, by the name in lower case
   */
  record Fields(Map<String, List<String>> values) {

    /** Returns all values of this name, which is in lower case. */
    List<String> all(String name) {
      return values.getOrDefault(name, List.of());
    }

    private List<String> framing() {
      List<String> framing = new ArrayList<>(all("content-length"));
      all("transfer-encoding").forEach(value -> framing.add("coding " + value));
      return framing;
    }
  }

  /** What could be read in two ways. The end of the stream, wherever it comes, is none of it. */
  static final class AmbiguousException extends IOException {

    private static final long serialVersionUID = 1L;

    AmbiguousException(String what) {
      super(what);
    }
  }

  StrictReader(InputStream in, Extras extras) {
    this.in = in;
    this.extras = extras;
  }

  /** Skips empty lines, which a client may send before its request (RFC 9112, section 2.2). */
  void skipEmptyLines() throws IOException {
    in.mark(2);
    while (in.read() == '\r' && in.read() == '\n') {
      in.mark(2);
    }
    in.reset();
  }

  /**
   * Returns the next request.
   *
   * @throws AmbiguousException if it is none, or could be another
   * @throws EOFException if it is not a whole one
   */
  Request request() throws IOException {
    RequestHead head = requestHead();
    return new Request(head.line(), body(head));
  }

  /** Does the same up to the body. */
  RequestHead requestHead() throws IOException {
    Matcher line = matched(REQUEST_LINE, line());
    Fields fields = fields();
    if (fields.all("host").size() != 1) {
      throw new AmbiguousException("it has not one host: " + fields.all("host"));
    }
    return new RequestHead(line.group(1) + " " + line.group(2), fields.framing());
  }

  /** Returns the body of the request with this head. */
  String body(RequestHead head) throws IOException {
    return head.framing().isEmpty() ? "" : body(head.framing());
  }

  /**
   * Reads a response to anything but HEAD, and returns its status; those before it that are not the
   * last are skipped.
   *
   * @throws AmbiguousException if it is none, could be another, or more comes after it
   * @throws EOFException if it is not a whole one
   */
  int lastResponse() throws IOException {
    int status = response("GET").status();
    int next = in.read();
    if (next >= 0) {
      throw new AmbiguousException("more comes after it: " + next);
    }
    return status;
  }

  /**
   * Returns the response to a request with this method; those before it that are not the last are
   * skipped.
   *
   * @throws AmbiguousException if it is none, or could be another
   * @throws EOFException if it is not a whole one
   */
  Response response(String method) throws IOException {
    int status = status();
    Fields fields = fields();
    while (status < 200) {
      status = status();
      fields = fields();
    }
    boolean hasBody = status != 204 && status != 304 && !method.equals("HEAD");
    return new Response(status, fields, hasBody ? body(fields.framing()) : "");
  }

  private int status() throws IOException {
    return Integer.parseInt(matched(STATUS_LINE, line()).group(1));
  }

  private Fields fields() throws IOException {
    Fields fields = new Fields(new HashMap<>());
    for (String next = line(); !next.isEmpty(); next = line()) {
      Matcher field = matched(FIELD, next);
      String name = field.group(1).toLowerCase(Locale.ROOT);
      fields.values().computeIfAbsent(name, any -> new ArrayList<>()).add(field.group(2).strip());
    }
    return fields;
  }

  private String body(List<String> framing) throws IOException {
    if (framing.size() != 1) {
      throw new AmbiguousException("its length is not told once: " + framing);
    }
    String how = framing.getFirst();
    return how.equalsIgnoreCase("coding chunked")
        ? chunks()
        : text(Long.parseLong(matched(LENGTH, how).group()));
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    int size = chunkSize();
    while (size > 0) {
      body.append(text(size));
      if (!line().isEmpty()) {
        throw new AmbiguousException("a chunk is longer than it says");
      }
      size = chunkSize();
    }
    for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
      refuse(trailer);
    }
    return body.toString();
  }

  private int chunkSize() throws IOException {
    Matcher chunk = matched(CHUNK, line());
    if (chunk.group(2) != null) {
      refuse(chunk.group(2));
    }
    return Integer.parseInt(chunk.group(1), 16);
  }

  private void refuse(String extra) throws AmbiguousException {
    if (extras == Extras.REFUSED) {
      throw new AmbiguousException("an extension or a trailer: " + extra);
    }
  }

  private static Matcher matched(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new AmbiguousException("this is no part of a message: " + text);
    }
    return matcher;
  }

  private String text(long length) throws IOException {
    byte[] bytes = in.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
    if (bytes.length < length) {
      throw new EOFException("the body broke off");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A line ends with CR and LF, and has neither in it. */
  private String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = octet(); next != '\r'; next = octet()) {
      if (next == '\n') {
        throw new AmbiguousException("this line has no CR: " + bytes);
      }
      bytes.write(next);
    }
    if (octet() != '\n') {
      throw new AmbiguousException("this line has no LF: " + bytes);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private int octet() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the message broke off");
    }
    return next;
  }
}
