package dev.weir;

import static dev.weir.HttpText.head;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Responses of an upstream that were sound, with a few mistakes made in them.
 *
 * @param seed from which all of them follow
 */
public record MalformedResponses(Seed seed) {

  private static final List<String> GOOD =
      List.of(
          head("HTTP/1.1 200 OK", "Content-Length: 5", "ETag: \"a\"") + "hello",
          head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
              + "3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nX-Sum: 1\r\n\r\n",
          head("HTTP/1.1 200 OK", "Connection: close") + "hello",
          head("HTTP/1.0 200 OK", "Keep-Alive: timeout=5, max=1") + "hello",
          head("HTTP/1.1 204 No Content") + head("HTTP/1.1 200 OK", "Content-Length: 0"),
          head("HTTP/1.1 304 Not Modified", "Content-Length: 5"),
          head("HTTP/1.1 100 Continue")
              + head("HTTP/1.1 103 Early Hints", "Link: </a>")
              + head("HTTP/1.1 200 OK", "Content-Length: 5")
              + "hello",
          head("HTTP/1.1 101 Switching Protocols", "Upgrade: h2c"));

  private static final List<String> EVIL =
      List.of(
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Content-Length: 5\r\n",
          "Content-Length: +5\r\n",
          "Content-Length: 99999999999999999999\r\n",
          "Keep-Alive: timeout=99999999999999999999\r\n",
          "Connection: ,,close;\r\n",
          "HTTP/1.1 100 Continue\r\n\r\n".repeat(50),
          " folded\r\n",
          "X: " + "a".repeat(70_000) + "\r\n",
          "X: 1\r\n".repeat(300),
          "ffffffffffffffff\r\n",
          "7fffffff\r\n",
          "-1\r\n",
          "0\r\n\r\n",
          "\0",
          "\r\n",
          "\n");

  /** Returns the one with this number. */
  public String of(int number) {
    RandomGenerator random = seed.numbers(number);
    String good = GOOD.get(random.nextInt(GOOD.size()));
    return new Mistakes(random, EVIL).in(good, 3);
  }
}
