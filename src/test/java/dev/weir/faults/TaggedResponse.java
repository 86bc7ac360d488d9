package dev.weir.faults;

import static dev.weir.HttpText.head;

import java.util.random.RandomGenerator;

/**
 * A response with the number of its request in all of its parts, and what the upstream does wrong
 * with it.
 *
 * @param body what the client has to get
 * @param bytes as they go over the wire
 * @param conduct how the upstream sends it
 * @param keptOpen whether another request may follow
 */
record TaggedResponse(int status, String body, String bytes, Conduct conduct, boolean keptOpen) {

  /** A field with the number, in lower case. */
  static final String TAG = "x-tag";

  /** A whole response, to no request. */
  private static final String UNASKED =
      head("HTTP/1.1 200 OK", TAG + ": unasked", "Content-Length: 9") + "<unasked>";

  /** How an upstream sends a response. */
  enum Conduct {
    WELL,
    /** It does not read the body of the request before. */
    EARLY,
    /** It breaks off anywhere, and resets the connection. */
    RESET,
    /** It breaks off anywhere, and closes the connection. */
    CUT,
    /** It sends all, and closes the connection without having said so. */
    CLOSED,
    /** With the last byte of it come others, as if for another request. */
    UNASKED
  }

  private enum Framing {
    LENGTH,
    CHUNKED,
    CLOSE,
    NO_CONTENT,
    NOT_MODIFIED
  }

  /** Returns the one for a request with this number and this method. */
  static TaggedResponse of(int number, String method, RandomGenerator random) {
    Framing framing = one(random, Framing.values());
    int status =
        switch (framing) {
          case NO_CONTENT -> 204;
          case NOT_MODIFIED -> 304;
          default -> one(random, 200, 200, 206, 404, 500);
        };
    int length = random.nextInt(random.nextInt(10) == 0 ? 50_000 : 500);
    String body = tag(number).repeat(length).substring(0, length);
    boolean bodiless = status == 204 || status == 304 || method.equals("HEAD");
    boolean close = framing == Framing.CLOSE || random.nextInt(4) == 0;
    Conduct conduct = conduct(framing, bodiless, random);
    String whole =
        interim(number, random)
            + head(
                "HTTP/1.1 " + status + " Any",
                TAG + ": " + number,
                "Connection: " + (close ? "close" : "keep-alive"),
                field(framing, length))
            + (bodiless ? "" : framed(framing, body, random));
    String bytes =
        switch (conduct) {
          case WELL, EARLY, CLOSED -> whole;
          case RESET, CUT -> whole.substring(0, random.nextInt(whole.length()));
          case UNASKED -> whole + (bodiless && random.nextBoolean() ? body : "") + UNASKED;
        };
    boolean misbehaves =
        conduct == Conduct.RESET || conduct == Conduct.CUT || conduct == Conduct.CLOSED;
    return new TaggedResponse(status, bodiless ? "" : body, bytes, conduct, !close && !misbehaves);
  }

  /** Returns what a body with this number consists of. */
  private static String tag(int number) {
    return "<" + number + ">";
  }

  /** A body that ends with its connection can't be told from one that is cut, or goes on. */
  private static Conduct conduct(Framing framing, boolean bodiless, RandomGenerator random) {
    return framing == Framing.CLOSE && !bodiless
        ? one(random, Conduct.WELL, Conduct.EARLY, Conduct.RESET)
        : one(random, Conduct.values());
  }

  private static String interim(int number, RandomGenerator random) {
    return random.nextInt(4) == 0 ? head("HTTP/1.1 103 Early Hints", "Link: " + tag(number)) : "";
  }

  private static String field(Framing framing, int length) {
    return switch (framing) {
      case LENGTH, NOT_MODIFIED -> "Content-Length: " + length;
      case CHUNKED -> "Transfer-Encoding: chunked";
      case CLOSE, NO_CONTENT -> "X-Length: none";
    };
  }

  @SafeVarargs
  private static <T> T one(RandomGenerator random, T... all) {
    return all[random.nextInt(all.length)];
  }

  private static String framed(Framing framing, String body, RandomGenerator random) {
    return framing == Framing.CHUNKED ? new SoundRequests(random).chunked(body) : body;
  }
}
