package dev.weir.reload;

import dev.weir.settings.GivenValues;
import dev.weir.settings.ReadSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The settings in force at one moment.
 *
 * @param read the settings
 * @param overrides what of them is temporary: the values by their keys
 * @param number how many changes there were since the start
 * @param lastError why the last reading of the files failed, in one line; empty if it succeeded
 */
public record InForce(
    ReadSettings read,
    SequencedMap<String, String> overrides,
    long number,
    Optional<String> lastError) {

  /** Keeps a copy of the temporary values. */
  public InForce {
    overrides = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(overrides));
  }

  static InForce atStart(ReadSettings read) {
    return new InForce(read, new LinkedHashMap<>(), 0, Optional.empty());
  }

  InForce next(ReadSettings other, SequencedMap<String, String> otherOverrides) {
    return new InForce(other, otherOverrides, number + 1, lastError);
  }

  InForce lastReading(Optional<String> error) {
    return new InForce(read, overrides, number, error);
  }

  /** Returns whether a key of a gate has a temporary value. */
  public boolean isOverridden(String gate, String key) {
    return overrides.containsKey(GivenValues.pathOf(gate, key));
  }

  /** Returns a name for these settings, which no others have while the process lives. */
  public String revision() {
    return Long.toHexString(read.given().fingerprint()) + "-" + number;
  }
}
