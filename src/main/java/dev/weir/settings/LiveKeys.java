package dev.weir.settings;

import java.util.List;
import java.util.Set;

/**
 * The keys that can change while Weir runs; all others need a restart.
 *
 * <p>Some of them can't in every step: a backend stays of its kind, and of a gate that is open its
 * owner knows to what it can change.
 */
final class LiveKeys {

  /** How such keys begin. */
  private static final Set<String> PARTS = Set.of("gate.", "gates", "routes", "backend.http.");

  private static final Set<String> KEYS =
      Set.of(
          "log.format",
          "log.level",
          "server.shutdown-delay",
          "server.drain-timeout",
          "server.access-log",
          "server.trusted-proxies",
          "server.underscore-fields",
          "server.via",
          "server.header-timeout",
          "server.idle-timeout",
          "server.stall-timeout",
          "server.min-body-rate",
          "server.half-close",
          "server.max-body");

  private final Settings before;
  private final Settings after;

  /** Looks at the step from some settings to others. */
  LiveKeys(Settings before, Settings after) {
    this.before = before;
    this.after = after;
  }

  /** Returns whether a key can change in this step. */
  boolean canChange(String key) {
    boolean otherBackend = before.backend().getClass() != after.backend().getClass();
    return contains(key) && !(otherBackend && BackendKind.isChosenBy(key));
  }

  /** Returns whether a key can change while Weir runs. */
  private static boolean contains(String key) {
    return KEYS.contains(key) || PARTS.stream().anyMatch(key::startsWith);
  }

  /** Returns the keys that can't. */
  static List<String> others() {
    return KnownKeys.load().paths().stream().filter(key -> !contains(key)).toList();
  }
}
