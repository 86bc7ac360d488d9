package dev.weir.log;

import java.util.logging.Level;

/** How much an event matters, the most severe first. */
public enum Severity {
  /** Weir has a bug, or can't do its work: an operator has to act. */
  ERROR(Level.SEVERE),
  /** Something outside is not as it should be, and Weir goes on. */
  WARNING(Level.WARNING),
  /** Something has changed, or is well again. */
  INFO(Level.INFO),
  /** For the search for a fault. */
  DEBUG(Level.FINE);

  @SuppressWarnings("ImmutableEnumChecker") // A level never changes.
  private final Level level;

  Severity(Level level) {
    this.level = level;
  }

  /** Returns the lowest level of {@code java.util.logging} that is as severe. */
  public Level level() {
    return level;
  }

  /** Returns the one of a level; what is finer than all is for a search too. */
  static Severity of(Level level) {
    for (Severity severity : values()) {
      if (level.intValue() >= severity.level.intValue()) {
        return severity;
      }
    }
    return DEBUG;
  }
}
