package dev.weir.reload;

import dev.weir.settings.GivenValues;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A change of some settings of one gate.
 *
 * @param gate the name of the gate
 * @param values the values by the keys within the gate, such as {@code permits}; empty for what the
 *     files say
 */
public record GatePatch(String gate, SequencedMap<String, Optional<String>> values) {

  /** Returns the temporary values that there are with this change. */
  SequencedMap<String, String> applyTo(SequencedMap<String, String> overrides) {
    SequencedMap<String, String> next = new LinkedHashMap<>(overrides);
    values.forEach(
        (key, value) -> {
          String path = GivenValues.pathOf(gate, key);
          value.ifPresentOrElse(text -> next.put(path, text), () -> next.remove(path));
        });
    return next;
  }
}
