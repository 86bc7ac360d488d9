package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.net.ProtocolException;

/**
 * Where the body of a response ends, and what becomes of its connection (RFC 9112, sections 6.3 and
 * 9.3). A response that says two things about its length is taken for an attack.
 *
 * @param length the body's length in bytes, or {@link #CHUNKED}, or {@link #UNTIL_CLOSE}
 * @param keepsConnection whether the service lets the connection be used again
 * @param keepAliveSeconds for how long it says that it does; {@link Long#MAX_VALUE} if it says
 *     nothing
 */
record Framing(long length, boolean keepsConnection, long keepAliveSeconds) {

  static final long CHUNKED = -1;
  static final long UNTIL_CLOSE = -2;

  private static final int MOST_DIGITS = 18;

  /**
   * Reads it from the head of a response.
   *
   * @param head the head
   * @param toHead whether the request was a HEAD, whose response never has a body
   */
  static Framing of(ResponseHead head, boolean toHead) throws ProtocolException {
    long length = UNTIL_CLOSE;
    boolean chunked = false;
    boolean close = head.minor() == 0;
    long keepAliveSeconds = Long.MAX_VALUE;
    for (Field field : head.fields()) {
      if (field.isNamed("Content-Length")) {
        requireOnce(length == UNTIL_CLOSE);
        length = length(field.value());
      } else if (field.isNamed("Transfer-Encoding")) {
        requireOnce(!chunked);
        chunked = chunked(field.value());
      } else if (field.isNamed("Connection")) {
        close |= hasToken(field.value(), "close");
      } else if (field.isNamed("Keep-Alive")) {
        keepAliveSeconds = timeout(field.value());
      }
    }
    requireOnce(!chunked || (length == UNTIL_CLOSE && head.minor() == 1));
    long body = toHead || bodiless(head.status()) ? 0 : chunked ? CHUNKED : length;
    return new Framing(body, !close && body != UNTIL_CLOSE, keepAliveSeconds);
  }

  private static void requireOnce(boolean once) throws ProtocolException {
    if (!once) {
      throw new ProtocolException("A response says two things about its length");
    }
  }

  private static boolean bodiless(int status) {
    return status == 204 || status == 304;
  }

  private static long length(String value) throws ProtocolException {
    long length = digits(value, 0);
    if (length < 0 || value.length() > MOST_DIGITS) {
      throw new ProtocolException("A response has a Content-Length that is none");
    }
    return length;
  }

  private static boolean chunked(String value) throws ProtocolException {
    if (!value.equalsIgnoreCase("chunked")) {
      throw new ProtocolException("A response has a transfer coding that is not known");
    }
    return true;
  }

  private static boolean hasToken(String list, String token) {
    int at = 0;
    while (at <= list.length()) {
      int comma = list.indexOf(',', at);
      int end = comma < 0 ? list.length() : comma;
      if (list.substring(at, end).strip().equalsIgnoreCase(token)) {
        return true;
      }
      at = end + 1;
    }
    return false;
  }

  /** Only a hint: it is ignored if it can't be read. */
  private static long timeout(String value) {
    int at = value.indexOf("timeout=");
    int from = at + "timeout=".length();
    int end = value.indexOf(',', from);
    long seconds = at < 0 ? -1 : digits(end < 0 ? value : value.substring(0, end).strip(), from);
    return seconds < 0 ? Long.MAX_VALUE : seconds;
  }

  /** Returns the number that these digits make, or -1 if they are none. */
  private static long digits(String text, int from) {
    long number = from < text.length() ? 0 : -1;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i - from >= MOST_DIGITS) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
