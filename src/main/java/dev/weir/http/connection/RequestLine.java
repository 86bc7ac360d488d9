package dev.weir.http.connection;

import java.nio.charset.StandardCharsets;

/** The first line of a request: a method, a target, and the version (RFC 9112, section 3). */
final class RequestLine {

  private static final byte[] HTTP_1_1 = "HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.US_ASCII);

  private RequestLine() {}

  /** Refuses a line that is anything else. */
  static void check(byte[] bytes, int start, int end) {
    int method = start;
    while (method < end && Octets.isToken(bytes[method])) {
      method++;
    }
    int target = Math.min(method + 1, end);
    while (target < end && Octets.isTarget(bytes[target])) {
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
  }

  /** Helidon makes capitals of them, so that the backend would be asked for another method. */
  private static void refuseSmallLetters(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] >= 'a' && bytes[i] <= 'z') {
        throw Refusal.malformed("The method has to be in capitals, as in GET.");
      }
    }
  }

  private static void checkVersion(byte[] bytes, int start, int end) {
    if (isAt(bytes, start, end, HTTP_1_1) && end - start == HTTP_1_1.length) {
      return;
    }
    if (isAt(bytes, start, end, HTTP) && end - start == HTTP_1_1.length) {
      throw Refusal.version(
          "This port speaks HTTP/1.1 only. Instead of ab use hey or wrk; nginx needs"
              + " proxy_http_version 1.1, and a health check of HAProxy http-check send ver"
              + " HTTP/1.1.");
    }
    throw Refusal.malformed("The first line has to end with HTTP/1.1.");
  }

  private static boolean isAt(byte[] bytes, int start, int end, byte[] text) {
    if (end - start < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[start + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
