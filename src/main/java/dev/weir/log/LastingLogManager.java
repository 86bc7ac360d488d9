package dev.weir.log;

import java.util.logging.LogManager;

/**
 * Keeps the log open while the process stops. The manager of the JDK closes it as soon as a stop
 * begins, beside all that is still to be logged.
 */
public final class LastingLogManager extends LogManager {

  private volatile boolean lasting;

  /** Makes one; it is the JDK that does, when it is named as the manager. */
  public LastingLogManager() {}

  /** From here on the log is as it is. */
  void last() {
    lasting = true;
  }

  @Override
  public void reset() {
    if (!lasting) {
      super.reset();
    }
  }
}
