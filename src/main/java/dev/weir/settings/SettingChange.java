package dev.weir.settings;

/**
 * A key whose value is another one.
 *
 * @param key the key; that of a route with the route's name in place of its number
 * @param before the value that it had
 * @param after the value that it has from then on
 */
public record SettingChange(String key, String before, String after) {

  private static final String HIDDEN = "(not shown)";

  /** Returns the same change without the values of a secret, for all to see. */
  public SettingChange shown() {
    return KnownKeys.isSecret(key) ? new SettingChange(key, HIDDEN, HIDDEN) : this;
  }

  /** Returns key and values, such as {@code gate.permits: 8 -> 16}; of a secret the key alone. */
  @Override
  public String toString() {
    return KnownKeys.isSecret(key)
        ? key + ": " + HIDDEN
        : SettingsException.oneLine(key + ": " + said(before) + " -> " + said(after));
  }

  private static String said(String value) {
    return value.isEmpty() ? "(not set)" : value;
  }
}
