package dev.weir.faults;

import dev.weir.faults.StrictReader.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Requests without a mistake, written in all the ways that the grammar of RFC 9112 allows. */
final class SoundRequests {

  private static final List<String> METHODS =
      List.of(
          "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "M-SEARCH");

  private static final List<String> TARGETS =
      List.of(
          "",
          "?",
          "?a=b&c=%20&d",
          "?x=/../y?z",
          "/a//b/",
          "/;v=1",
          "/~!$&'()*+,;=:@-._",
          "/%F0%9F%98%80%20",
          "/" + "long/".repeat(300));

  private static final List<String> FIELDS =
      List.of(
          "Accept:*/*",
          "aCCept-lAnguage: \t de , en\t ",
          "X-Empty:",
          "X-Blank: \t ",
          "X-Text: \u00e9\u00ff\u0080",
          "X-Text: a\tb",
          "!#$%&'*+.^`|~-9: 1",
          "X-Twice: 1",
          "X-Long: " + "a".repeat(3000),
          "Cookie: a=b; c=\"d, e\"",
          "Connection: x-hop",
          "Connection: Content-Type, keep-alive",
          "X-Hop: GET / HTTP/1.1",
          "Keep-Alive: timeout=5",
          "TE: trailers",
          "Trailer: X-Sum",
          "Expect: 100-continue",
          "Content-Type: text/plain",
          "Via: 1.0 other, 1.1 another (a \"comment\")",
          "Forwarded: for=\"[::1]:80\";x=\"a,b\"",
          "Forwarded: for=6.6.6.6;x=\"",
          "X-Forwarded-For: [10.1.2.3]\"",
          "X-Forwarded-For: 10.0.0.1, , \"",
          "X-Forwarded-Host: a, b",
          "X-Request-Timeout: 60",
          "X-Request-Id: \u00e9",
          "traceparent: 00-0-0-00",
          "Range: bytes=0-1",
          "Authorization: Basic Og==");

  private static final String SMUGGLED =
      "\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final RandomGenerator random;

  /**
   * A request.
   *
   * @param bytes as they go over the wire
   * @param meaning what everybody has to read in them
   */
  record Sent(String bytes, Request meaning) {}

  SoundRequests(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Returns one that can be told by this number.
   *
   * @param connection what it says of its connection: close or keep-alive
   */
  Sent of(int number, String connection) {
    String line = one(METHODS) + " /r/" + number + one(TARGETS);
    String body = random.nextInt(3) == 0 ? "" : body();
    List<String> fields =
        new ArrayList<>(List.of("Host: shop.example:80", "Connection: " + connection));
    for (int i = random.nextInt(6); i > 0; i--) {
      fields.add(one(FIELDS));
    }
    String framed = framed(body, fields);
    // The framing is where it likes among the others; that of one name keep their order.
    fields.addFirst(fields.removeLast());
    String head = line + " HTTP/1.1\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    return new Sent(head + framed, new Request(line, body));
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String body() {
    StringBuilder body = new StringBuilder(random.nextBoolean() ? SMUGGLED : "");
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 40_000 : 200); i > 0; i--) {
      body.append((char) random.nextInt(256));
    }
    return body.append(random.nextBoolean() ? SMUGGLED : "").toString();
  }

  /** Returns a body as it goes over the wire, and says how in a last field. */
  private String framed(String body, List<String> fields) {
    if (body.isEmpty() && random.nextBoolean()) {
      return "";
    }
    if (random.nextBoolean()) {
      fields.add("content-LENGTH:" + (random.nextBoolean() ? " " : "00") + body.length());
      return body;
    }
    fields.add("Transfer-Encoding: " + (random.nextBoolean() ? "chunked" : "Chunked"));
    return chunked(body);
  }

  /** Returns a body in chunks of any size, some with extensions, and some with trailers. */
  String chunked(String body) {
    StringBuilder chunks = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      int to = Math.min(body.length(), at + 1 + random.nextInt(random.nextBoolean() ? 20 : 20_000));
      chunks.append(size(to - at)).append("\r\n").append(body, at, to).append("\r\n");
      at = to;
    }
    String trailers = random.nextInt(4) == 0 ? "X-Sum: 1\r\nx-empty:\r\n" : "";
    return chunks.append(random.nextBoolean() ? "0" : "000").append("\r\n").append(trailers)
        + "\r\n";
  }

  private String size(int length) {
    String hex = Integer.toHexString(length);
    String zeros = random.nextInt(4) == 0 ? "00" : "";
    String extension = random.nextInt(4) == 0 ? ";a=b;c" : "";
    return zeros + (random.nextBoolean() ? hex.toUpperCase(Locale.ROOT) : hex) + extension;
  }
}
