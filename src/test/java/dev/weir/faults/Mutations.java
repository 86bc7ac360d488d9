package dev.weir.faults;

import dev.weir.HttpText;
import dev.weir.Mistakes;
import java.util.List;
import java.util.random.RandomGenerator;

/** Requests that were good once. The same random numbers make the same of them. */
final class Mutations {

  private static final String SMUGGLED =
      "GET /smuggled HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";

  private static final List<String> EVIL =
      List.of(
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: identity\r\n",
          "Transfer-Encoding : chunked\r\n",
          "Content-Length: 5\r\n",
          "Content-Length: 0\r\n",
          "Content-Length: +5\r\n",
          " folded: 1\r\n",
          "X: 1\nY: 2\r\n",
          "X: 1\rY: 2\r\n",
          "Expect: 100-continue\r\n",
          "Connection: upgrade\r\nUpgrade: h2c\r\n",
          "X: " + "a".repeat(20_000) + "\r\n",
          "fffffff\r\n",
          "0\r\n\r\n",
          "\0",
          "\u007f",
          "\r\n",
          "\n",
          "\r");

  private final RandomGenerator random;

  Mutations(RandomGenerator random) {
    this.random = random;
  }

  /** Returns a request which one can tell by this number, with a few mistakes in it. */
  String of(int number) {
    return new Mistakes(random, EVIL).in(good(number), 3);
  }

  private String good(int number) {
    String path = "/f/" + number;
    String post = "POST " + path + " HTTP/1.1";
    return switch (random.nextInt(6)) {
      case 0 -> get(path);
      case 1 -> HttpText.head(post, "Host: a", "Content-Length: " + SMUGGLED.length()) + SMUGGLED;
      case 2 -> HttpText.head(post, "Host: a", "Transfer-Encoding: chunked") + chunked();
      case 3 -> get(path) + get(path + "/second") + get(path + "/third");
      case 4 ->
          HttpText.head(post, "Host: a", "Content-Length: " + SMUGGLED.length())
              + SMUGGLED
              + get(path + "/second");
      default -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
    };
  }

  private static String get(String path) {
    return HttpText.head("GET " + path + " HTTP/1.1", "Host: a", "Accept: */*");
  }

  private static String chunked() {
    return Integer.toHexString(SMUGGLED.length())
        + ";a=b\r\n"
        + SMUGGLED
        + "\r\n5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n";
  }
}
