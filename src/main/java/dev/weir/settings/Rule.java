package dev.weir.settings;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a key has no effect.
 *
 * @param key the key, or the path of an item
 * @param given the keys of which one must have been given; none for an item
 * @param holds whether the key has no effect with these settings
 * @param because the reason
 */
record Rule(String key, Set<String> given, boolean holds, String because) {

  Rule(String key, boolean holds, String because) {
    this(key, Set.of(key), holds, because);
  }

  /** Returns the same for the keys of an item, or of a gate. */
  Rule in(Values values) {
    return new Rule(
        values.key(key),
        given.stream().map(values::key).collect(Collectors.toUnmodifiableSet()),
        holds,
        because);
  }
}
