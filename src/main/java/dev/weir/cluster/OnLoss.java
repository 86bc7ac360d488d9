package dev.weir.cluster;

import java.util.Locale;

/** What a replica may have from the end of its lease on, while it can't get another. */
public enum OnLoss {

  /** The limit divided by the last known number of replicas. */
  SAFE,

  /** What it had last. */
  LAST,

  /** Nothing. */
  CLOSED;

  /** Returns the name that settings have for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
