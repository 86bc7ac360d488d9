package dev.weir.admin;

import io.helidon.json.JsonNull;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonString;
import io.helidon.json.JsonValue;
import java.util.Optional;

/** Values as JSON has them. */
final class Json {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private Json() {}

  static JsonValue text(Optional<String> text) {
    return text.<JsonValue>map(JsonString::create).orElse(JsonNull.instance());
  }

  /** Returns a number; {@code null} if it is infinite. */
  static JsonValue number(double number) {
    return Double.isFinite(number) ? JsonNumber.create(number) : JsonNull.instance();
  }

  /** Returns a bound; {@code null} if there is none. */
  static JsonValue bound(long bound, long unbounded) {
    return bound == unbounded ? JsonNull.instance() : JsonNumber.create(bound);
  }

  static long millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
