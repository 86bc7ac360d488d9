package dev.weir.wire.framing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first line of a request: a method, a target, and the version (RFC 9112, section 3).
 *
 * <p>Helidon 4.5 takes a method in small letters for the same in capitals, and says of another
 * version only that it is not supported.
 */
final class RequestLine {

  private static final byte[] HTTP_1_1 = "HTTP/1.1".getBytes(StandardCharsets.US_ASCII);

  /** The version in the preface of a client that takes the server for HTTP/2 (RFC 9113, 3.4). */
  private static final byte[] HTTP_2 = "HTTP/2.0".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.US_ASCII);

  private RequestLine() {}

  /**
   * Refuses a line that is anything else.
   *
   * @return whether the line has an {@link OddTarget}
   */
  static boolean check(byte[] bytes, int start, int end) {
    int method = start;
    while (method < end && HttpGrammar.isToken(bytes[method])) {
      method++;
    }
    int target = Math.min(method + 1, end);
    boolean odd = false;
    while (target < end && HttpGrammar.isTarget(bytes[target])) {
      odd |= !HttpGrammar.isUri(bytes, target, end);
      target++;
    }
    boolean wellFormed =
        method > start
            && target > method + 1
            && target < end
            && bytes[method] == ' '
            && bytes[target] == ' ';
    if (!wellFormed) {
      throw Refusal.malformed(
          "The first line has to be METHOD /target HTTP/1.1, with one space between them and no"
              + " fragment.");
    }
    refuseSmallLetters(bytes, start, method);
    checkVersion(bytes, target + 1, end);
    return odd;
  }

  /** Helidon makes capitals of them, so that the backend would get another method. */
  private static void refuseSmallLetters(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] >= 'a' && bytes[i] <= 'z') {
        throw Refusal.malformed("The method has to be in capitals, as in GET.");
      }
    }
  }

  private static void checkVersion(byte[] bytes, int start, int end) {
    if (isAt(bytes, start, end, HTTP_1_1)) {
      return;
    }
    if (isAt(bytes, start, end, HTTP_2)) {
      throw Refusal.version(
          "This port speaks HTTP/1.1 only. For HTTP/2, put a balancer in front, such as HAProxy,"
              + " which speaks it to clients and HTTP/1.1 to Weir.");
    }
    if (end - start == HTTP_1_1.length && isAt(bytes, start, start + HTTP.length, HTTP)) {
      throw Refusal.version(
          "This port speaks HTTP/1.1 only. Instead of ab use hey or wrk; nginx needs"
              + " proxy_http_version 1.1, and a health check of HAProxy http-check send ver"
              + " HTTP/1.1.");
    }
    throw Refusal.malformed("The first line has to end with HTTP/1.1.");
  }

  private static boolean isAt(byte[] bytes, int start, int end, byte[] text) {
    return Arrays.equals(bytes, start, end, text, 0, text.length);
  }
}
