package dev.weir.lab.page;

import io.helidon.json.JsonNull;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Values as JSON has them. */
final class Json {

  private Json() {}

  /** Returns the number; JSON has none for an infinity, nor for what is not a number. */
  static JsonValue number(double value) {
    return Double.isFinite(value) ? JsonNumber.create(value) : JsonNull.instance();
  }

  static JsonValue number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : JsonNull.instance();
  }

  static <T> List<JsonObject> all(List<T> list, Function<T, JsonObject> json) {
    return list.stream().map(json).toList();
  }
}
