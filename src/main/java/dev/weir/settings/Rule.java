package dev.weir.settings;

import java.util.Set;

/**
 * When a key has no effect.
 *
 * @param key the key
 * @param given the keys of which one must have been given
 * @param holds whether the key has no effect with these settings
 * @param because the reason
 */
record Rule(String key, Set<String> given, boolean holds, String because) {

  Rule(String key, boolean holds, String because) {
    this(key, Set.of(key), holds, because);
  }
}
