package dev.weir.settings;

import java.util.List;
import java.util.Set;

/** What tells one caller from another, for the gate to be fair to each. */
public sealed interface FairKey {

  /** How a key begins that is the name of a field. */
  String FIELD = "header:";

  /** The client's address. */
  record Address() implements FairKey {}

  /**
   * The value of a field.
   *
   * @param name the name of the field
   */
  record Field(String name) implements FairKey {}

  /** The name of the request's route. */
  record Route() implements FairKey {}

  /** Reads the keys, the widest first; none if all callers are one. */
  static List<FairKey> read(Values values) {
    List<String> keys = values.list("gate.fair-by");
    if (keys.equals(List.of("none"))) {
      return List.of();
    }
    if (keys.isEmpty() || keys.size() > 2 || Set.copyOf(keys).size() < keys.size()) {
      throw bad(values);
    }
    return keys.stream().map(key -> read(key, values)).toList();
  }

  private static FairKey read(String key, Values values) {
    if (key.startsWith(FIELD)) {
      return new Field(values.fieldName("gate.fair-by", key.substring(FIELD.length())));
    }
    return switch (key) {
      case "address" -> new Address();
      case "route" -> new Route();
      default -> throw bad(values);
    };
  }

  private static SettingsException bad(Values values) {
    return values.bad(
        "gate.fair-by",
        "must be none, address, route, header:NAME, or two of these such as header:X-Tenant, address");
  }
}
