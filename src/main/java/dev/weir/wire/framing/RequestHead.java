package dev.weir.wire.framing;

import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A parser of the head of one request while it comes, strict, to know where the request ends.
 *
 * <p>What two parsers might read in two ways is refused: line ends other than CRLF, folded lines,
 * control characters, spaces around names, more than one length, a length beside a transfer coding,
 * any coding but {@code chunked} (RFC 9112, sections 2.2, 5 and 6.3). Each byte is looked at once,
 * however many pieces the head comes in. Helidon 4.5 refuses most of these too, but where it does
 * not, and whenever a head came in pieces, a handler would run for it.
 */
final class RequestHead {

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final int mostLineBytes;
  private final int mostFieldBytes;
  private int scanned;
  private int lineStart;
  private int fieldsStart;
  private int hosts;
  private long length;
  private boolean chunked;
  private boolean last;
  private boolean oddTarget;
  private boolean expects;

  /**
   * Makes a parser of heads.
   *
   * @param mostLineBytes the length from which on a request line is refused
   * @param mostFieldBytes the same for all fields together
   */
  RequestHead(int mostLineBytes, int mostFieldBytes) {
    this.mostLineBytes = mostLineBytes;
    this.mostFieldBytes = mostFieldBytes;
    begin();
  }

  /** Forgets the head that was parsed; another begins. */
  void begin() {
    scanned = 0;
    lineStart = 0;
    fieldsStart = 0;
    hosts = 0;
    length = -1;
    chunked = false;
    last = false;
    expects = false;
  }

  /** Returns whether the client waits for {@code 100 Continue} before it sends the body. */
  boolean expects() {
    return expects;
  }

  /** Returns the length of the body; 0 if there is none, or if it comes in chunks. */
  long bodyLength() {
    return Math.max(0, length);
  }

  boolean isChunked() {
    return chunked;
  }

  /** Returns whether its target is an {@link OddTarget}. */
  boolean hasOddTarget() {
    return oddTarget;
  }

  /** Returns whether the client asks that its connection ends with the response. */
  boolean isLast() {
    return last;
  }

  /**
   * Goes on parsing.
   *
   * @param input what begins with the head; the same bytes as before, and more
   * @return the head's length, or -1 if it is not whole yet
   */
  int scan(InputBuffer input) {
    byte[] bytes = input.bytes();
    int from = input.at();
    int i = from + scanned;
    for (; i < bytes.length; i++) {
      byte octet = bytes[i];
      if (octet >= ' ' && octet != 0x7f) {
        continue;
      }
      if (octet == '\r') {
        if (i + 1 == bytes.length) {
          break;
        }
        if (endLine(bytes, from, i)) {
          return i + 2 - from;
        }
        i++;
      } else if (!HttpGrammar.isText(octet)) {
        throw notText(octet);
      }
    }
    scanned = i - from;
    refuseTooLong(scanned);
    return -1;
  }

  private static RuntimeException notText(byte octet) {
    return Refusal.malformed(
        octet == '\n'
            ? "A line ends with LF alone; lines end with CRLF."
            : "There is a control character in the head; this port speaks plain HTTP/1.1.");
  }

  /** Returns whether the head ends with this line. */
  private boolean endLine(byte[] bytes, int from, int end) {
    if (bytes[end + 1] != '\n') {
      throw Refusal.malformed("There is a CR without LF; lines end with CRLF.");
    }
    int start = from + lineStart;
    refuseTooLong(end - from);
    if (lineStart == 0) {
      oddTarget = RequestLine.check(bytes, start, end);
      fieldsStart = end + 2 - from;
    } else if (start == end) {
      checkFraming();
      return true;
    } else {
      field(bytes, start, end);
    }
    lineStart = end + 2 - from;
    return false;
  }

  private void refuseTooLong(int headBytes) {
    if (lineStart == 0 && headBytes >= mostLineBytes) {
      throw Refusal.tooLarge(
          Status.REQUEST_URI_TOO_LONG_414,
          "The request line is longer than server.max-request-line allows.");
    }
    if (lineStart > 0 && headBytes + 2 - fieldsStart >= mostFieldBytes) {
      throw Refusal.tooLarge(
          Refusal.FIELDS_TOO_LARGE, "The fields are larger than server.max-header-size allows.");
    }
  }

  private void field(byte[] bytes, int start, int end) {
    int colon = start;
    while (colon < end && HttpGrammar.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == start || colon == end || bytes[colon] != ':') {
      throw Refusal.malformed(
          "A field has to begin with its name and a colon right after it, on a line of its own.");
    }
    switch (colon - start) {
      // The lengths of the names that matter here: of other fields no text is made.
      case 4, 6, 10, 14, 17 ->
          field(text(bytes, start, colon).toLowerCase(Locale.ROOT), bytes, colon + 1, end);
      default -> {}
    }
  }

  private void field(String name, byte[] bytes, int start, int end) {
    switch (name) {
      case "host" -> {
        hosts++;
        HostField.check(bytes, start, end);
      }
      case "expect" -> expects = true;
      case "connection" -> last |= text(bytes, start, end).equalsIgnoreCase("close");
      case "content-length" -> length(text(bytes, start, end));
      case "transfer-encoding" -> coding(text(bytes, start, end));
      default -> {}
    }
  }

  /** Returns what stands there, without the spaces around it: other controls were refused. */
  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).trim();
  }

  private void length(String value) {
    if (length >= 0) {
      throw Refusal.malformed("There is more than one Content-Length.");
    }
    if (!LENGTH.matcher(value).matches()) {
      throw Refusal.malformed("Content-Length has to be one whole number, in digits alone.");
    }
    length = Long.parseLong(value);
  }

  private void coding(String value) {
    if (chunked || !value.equalsIgnoreCase("chunked")) {
      throw Refusal.malformed("Transfer-Encoding has to be chunked, once, and nothing else.");
    }
    chunked = true;
  }

  private void checkFraming() {
    if (hosts != 1) {
      throw Refusal.malformed("There has to be one Host; there are " + hosts + ".");
    }
    if (chunked && length >= 0) {
      throw Refusal.malformed("Content-Length and Transfer-Encoding exclude each other.");
    }
  }
}
