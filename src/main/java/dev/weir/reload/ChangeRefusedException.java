package dev.weir.reload;

import dev.weir.settings.SettingsException;

/** A change of the settings that was asked for and is refused; then nothing has changed. */
public final class ChangeRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a change is refused. */
  public enum Kind {
    /** The settings have changed since the client looked at them. */
    OUTDATED,
    /** A value can't be used, or there is no such key. */
    INVALID,
    /** It can't be put in force by this process, or not be kept. */
    CONFLICT
  }

  private final Kind kind;

  ChangeRefusedException(Kind kind, String line) {
    super(line);
    this.kind = kind;
  }

  ChangeRefusedException(Kind kind, SettingsException why) {
    super(why.getMessage(), why);
    this.kind = kind;
  }

  /** Returns why. */
  public Kind kind() {
    return kind;
  }
}
