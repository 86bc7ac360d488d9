package dev.weir.backend;

import java.util.Locale;

/** Why a call has another attempt. */
public enum RetryReason {
  /** No connection could be made: another upstream is tried. */
  CONNECT,
  /**
   * A connection that an earlier call had used was closed: a new one to the same upstream is made.
   */
  STALE_CONNECTION,
  /** A new connection was closed before anything of a response came: another upstream is tried. */
  BROKEN_CONNECTION;

  /** Returns its name in metrics, such as {@code stale_connection}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
