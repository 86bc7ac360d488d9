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
 * @param kept where the values are kept
 */
public record GatePatch(String gate, SequencedMap<String, Optional<String>> values, Kept kept) {

  /** Where values are kept. */
  public enum Kept {
    /** In this process, until a file changes. */
    TEMPORARILY,
    /** In the settings file. */
    IN_FILE
  }

  /** Returns what is to be written to the file. */
  SequencedMap<String, String> written() {
    SequencedMap<String, String> written = new LinkedHashMap<>();
    if (kept == Kept.IN_FILE) {
      values.forEach((key, value) -> value.ifPresent(text -> written.put(path(key), text)));
    }
    return written;
  }

  /** Returns the temporary values that there are with this change. */
  SequencedMap<String, String> overrides(SequencedMap<String, String> before) {
    SequencedMap<String, String> next = new LinkedHashMap<>(before);
    values.forEach(
        (key, value) -> {
          next.remove(path(key));
          value
              .filter(text -> kept == Kept.TEMPORARILY)
              .ifPresent(text -> next.put(path(key), text));
        });
    return next;
  }

  private String path(String key) {
    return GivenValues.pathOf(gate, key);
  }
}
