package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.net.ProtocolException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final int MOST_LENGTH_DIGITS = 18;
  private static final Pattern CLOSE =
      Pattern.compile("(?:\\A|,)[ \t]*close[ \t]*(?:,|\\z)", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d{1,18})[ \t]*(?:,|\\z)");

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
        close |= !isKeepAlive(field.value()) && CLOSE.matcher(field.value()).find();
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
    boolean whole = !value.isEmpty() && value.length() <= MOST_LENGTH_DIGITS;
    for (int i = 0; i < value.length() && whole; i++) {
      whole = value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    if (!whole) {
      throw new ProtocolException("A response has a malformed Content-Length");
    }
    return Long.parseLong(value);
  }

  /** What almost every service says, so that no pattern is asked. */
  private static boolean isKeepAlive(String connection) {
    return connection.equalsIgnoreCase("keep-alive");
  }

  private static boolean chunked(String value) throws ProtocolException {
    if (!value.equalsIgnoreCase("chunked")) {
      throw new ProtocolException("A response has a transfer coding that is not known");
    }
    return true;
  }

  /** Only a hint: it is ignored if it can't be read. */
  private static long timeout(String value) {
    Matcher timeout = TIMEOUT.matcher(value);
    return timeout.find() ? Long.parseLong(timeout.group(1)) : Long.MAX_VALUE;
  }
}
