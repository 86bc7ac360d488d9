package dev.weir.settings;

import dev.weir.gate.strategy.CountedStrategy;
import dev.weir.routing.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that can change while Weir runs; all others need a restart.
 *
 * <p>Some of them can't in every step: a backend stays of its kind, and so does a gate that counts
 * no permits.
 */
final class LiveKeys {

  private static final String GATE = "gate.";
  private static final String GATES = "gates";

  /** How such keys begin. */
  private static final Set<String> PARTS = Set.of(GATE, GATES, "routes", "backend.http.");

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
    return contains(key)
        && !(otherBackend && BackendKind.isChosenBy(key))
        && !(after.cluster().isPresent() && changesSharing(key))
        && !opensAnotherGate(key);
  }

  /** Only gates that count permits can be updated; of the others each change needs a new one. */
  private boolean opensAnotherGate(String key) {
    boolean isOfGate = key.startsWith(GATE) || key.startsWith(GATES);
    GateSettings old = before.gates().get(gateName(key));
    GateSettings next = after.gates().get(gateName(key));
    return isOfGate
        && old != null
        && next != null
        && !old.strategy().equals(next.strategy())
        && !(old.strategy() instanceof CountedStrategy
            && next.strategy() instanceof CountedStrategy);
  }

  /** A gate joins its cluster when it is opened, and stays there. */
  private boolean changesSharing(String key) {
    if (!key.endsWith(".strategy")) {
      return false;
    }
    String gate = gateName(key);
    return isShared(before, gate) != isShared(after, gate);
  }

  private static String gateName(String key) {
    return Item.of(key).map(Item::gateName).orElse(Route.DEFAULT_NAME);
  }

  private static boolean isShared(Settings settings, String gate) {
    return Optional.ofNullable(settings.gates().get(gate))
        .flatMap(GateSettings::shared)
        .isPresent();
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
