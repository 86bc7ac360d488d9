package dev.weir.settings;

import java.util.Locale;

/** What the decisions of a gate are for. */
public enum GateMode {
  /** They are carried out. */
  ENFORCE,
  /** They are counted; all requests pass at once. */
  SHADOW,
  /** There are none: all requests pass at once. */
  OFF;

  /** Returns the word that settings and metrics have for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
