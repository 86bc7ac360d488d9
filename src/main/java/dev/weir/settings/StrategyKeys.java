package dev.weir.settings;

import dev.weir.gate.strategy.Strategies;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which keys of the gate a strategy reads; the others change nothing while it decides. */
final class StrategyKeys {

  private static final Map<Key, Set<String>> READERS =
      Map.of(
          Key.GATE_PERMITS,
          allBut("none", "token-bucket", "leaky-bucket"),
          Key.GATE_WAITING_ROOM,
          allBut("none", "block", "reject", "token-bucket"),
          Key.GATE_MAX_WAIT,
          Set.of("wait-then-shed", "leaky-bucket", "priority", "adaptive", "codel"),
          Key.GATE_PREDICT,
          Set.of("wait-then-shed", "priority", "adaptive"),
          // None sheds no one, so there is no refusal to be held.
          Key.GATE_PACE,
          allBut("none"));

  private StrategyKeys() {}

  /** Returns whether a strategy reads a key; every strategy reads what is not the gate's. */
  static boolean reads(String strategy, Key key) {
    Set<String> readers = READERS.get(key);
    return readers == null ? noOtherOwns(key, strategy) : readers.contains(strategy);
  }

  private static boolean noOtherOwns(Key key, String strategy) {
    return Strategies.names().stream()
        .filter(name -> key.path().startsWith("gate." + name + "."))
        .allMatch(strategy::equals);
  }

  private static Set<String> allBut(String... some) {
    Set<String> names = new HashSet<>(Strategies.names());
    names.removeAll(Set.of(some));
    return Set.copyOf(names);
  }
}
