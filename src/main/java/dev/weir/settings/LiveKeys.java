package dev.weir.settings;

import java.util.Set;
import java.util.stream.Stream;

/** The keys that can change while Weir runs; all others need a restart. */
final class LiveKeys {

  /** How such keys begin. */
  private static final Set<String> PARTS = Set.of("gate.", "gates", "routes");

  private static final Set<String> KEYS =
      Set.of(
          "server.shutdown-delay",
          "server.drain-timeout",
          "server.access-log",
          "server.trusted-proxies",
          "server.underscore-fields",
          "server.via",
          "server.max-body");

  private LiveKeys() {}

  /** Returns whether a key can change while Weir runs. */
  static boolean contains(String key) {
    return KEYS.contains(key) || PARTS.stream().anyMatch(key::startsWith);
  }

  /** Returns the keys that can't. */
  static Stream<String> others() {
    return KnownKeys.load().paths().stream().filter(key -> !contains(key));
  }
}
