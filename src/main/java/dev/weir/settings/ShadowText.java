package dev.weir.settings;

import dev.weir.gate.Partition;
import dev.weir.gate.shadow.ShadowStrategy;
import dev.weir.settings.StrategySettings.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A strategy that is tried, as it is written: its name, and then what it has other than the gate,
 * such as {@code wait-then-shed permits=8 max-wait=1s}.
 *
 * @param strategy the strategy
 * @param keys the keys of the gate that it reads, but for those of its own
 */
record ShadowText(ShadowStrategy strategy, Set<String> keys) {

  private static final String GATE = "gate.";

  /**
   * Reads one.
   *
   * @param partitions the parts of the gate that have bounds of their own
   */
  static ShadowText read(String text, Values values, List<Partition> partitions) {
    List<String> words = List.of(text.split("\\s+"));
    Map<String, String> own = own(words.subList(1, words.size()), values);
    Values given = values.with(own, "in " + values.key("gate.shadow"));
    Map<String, Made> strategies = StrategySettings.all(given, partitions);
    Made made = strategies.get(words.getFirst());
    if (made == null) {
      throw values.bad(
          "gate.shadow",
          words.getFirst() + " must be one of " + String.join(", ", strategies.keySet()));
    }
    Set<String> keys = new HashSet<>(made.keys());
    for (String key : own.keySet()) {
      if (!keys.remove(key)) {
        throw values.bad("gate.shadow", unknown(key, words.getFirst(), made.keys()));
      }
    }
    GateSettings.check(made.strategy(), given);
    return new ShadowText(new ShadowStrategy(String.join(" ", words), made.strategy()), keys);
  }

  private static Map<String, String> own(List<String> words, Values values) {
    Map<String, String> own = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1
          || own.put(GATE + word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw values.bad(
            "gate.shadow",
            "must have names of strategies with commas between, each with settings of its own such"
                + " as permits=8, each once");
      }
    }
    return own;
  }

  private static String unknown(String key, String strategy, Set<String> known) {
    List<String> names = new ArrayList<>(known.stream().sorted().toList());
    names.replaceAll(name -> name.substring(GATE.length()));
    return strategy
        + " has no setting "
        + key.substring(GATE.length())
        + (names.isEmpty() ? "" : "; it has " + String.join(", ", names));
  }
}
