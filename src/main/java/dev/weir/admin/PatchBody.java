package dev.weir.admin;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonException;
import io.helidon.json.JsonParser;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The body of a change: a merge patch (RFC 7396) without levels, whose values are texts, numbers,
 * booleans, or {@code null}. What is not exactly that is refused: two values of one key, or text
 * after the object, are mistakes.
 */
final class PatchBody {

  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_DIGITS = 20;
  private static final Set<String> TYPES =
      Set.of("application/merge-patch+json", "application/json");

  private final JsonParser json;
  private final SequencedMap<String, Optional<String>> values = new LinkedHashMap<>();

  private PatchBody(byte[] body) {
    this.json = JsonParser.create(body);
  }

  /**
   * Reads the body of a request.
   *
   * @return the values by their keys; empty for {@code null}
   * @throws RefusedRequestException if it is no such body
   * @throws IOException if it breaks off
   */
  static SequencedMap<String, Optional<String>> read(ServerRequest request) throws IOException {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    if (!TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
      throw new RefusedRequestException(
          Status.UNSUPPORTED_MEDIA_TYPE_415,
          "The body of a change is application/merge-patch+json.");
    }
    if (request.headers().contentLength().orElse(0) > MOST_BYTES) {
      throw tooLarge();
    }
    return parse(bytes(request));
  }

  private static byte[] bytes(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw tooLarge();
      }
      return bytes;
    }
  }

  private static RefusedRequestException tooLarge() {
    return new RefusedRequestException(
        Status.REQUEST_ENTITY_TOO_LARGE_413, "The body of a change has at most 64 KB.");
  }

  static SequencedMap<String, Optional<String>> parse(byte[] body) {
    try {
      return new PatchBody(body).object();
    } catch (JsonException e) {
      throw bad("it is not well-formed");
    }
  }

  private static RefusedRequestException bad(String why) {
    return new RefusedRequestException(
        Status.BAD_REQUEST_400,
        "The body must be a JSON object such as {\"permits\": 8}, but " + why + ".");
  }

  private SequencedMap<String, Optional<String>> object() {
    if (json.currentByte() != '{') {
      throw bad("it is none");
    }
    byte next = json.nextToken();
    while (next != '}') {
      String key = json.readString();
      expect(json.nextToken() == ':');
      json.nextToken();
      if (values.putIfAbsent(key, value()) != null) {
        throw bad("it has a key twice");
      }
      next = json.nextToken();
      if (next == ',') {
        next = json.nextToken();
        expect(next == '"');
      } else {
        expect(next == '}');
      }
    }
    expect(!json.hasNext());
    return values;
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw bad("it is not well-formed");
    }
  }

  private Optional<String> value() {
    return switch (json.currentByte()) {
      case '"' -> Optional.of(json.readString());
      case 't', 'f' -> Optional.of(String.valueOf(json.readBoolean()));
      case 'n' -> {
        expect(json.checkNull());
        yield Optional.empty();
      }
      case '{', '[' -> throw bad("a value is no text, number or boolean");
      default -> Optional.of(number(json.readBigDecimal()));
    };
  }

  /** A number with an exponent may have more digits than there is memory. */
  private static String number(BigDecimal number) {
    if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
      throw bad("a number has too many digits");
    }
    return number.toPlainString();
  }
}
