package dev.weir.backend.jdbc;

import dev.weir.time.AtMostEvery;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Logs the reasons of failed calls, at most one every ten seconds. A response says no more than
 * that the backend failed.
 *
 * <p>Safe for use by any thread.
 */
final class FailedCalls {

  static final Duration SILENCE = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(FailedCalls.class.getName());

  private final String name;
  private final AtMostEvery lines;

  /**
   * Makes a log.
   *
   * @param name what the backend is called in the log, without secrets
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   */
  FailedCalls(String name, LongSupplier nanoTime) {
    this.name = name;
    this.lines = new AtMostEvery(SILENCE, nanoTime);
  }

  /** Logs that a call has failed, for this reason. */
  void failed(String reason) {
    if (lines.now()) {
      LOG.log(Level.WARNING, "backend " + name + " failed a call: " + reason);
    }
  }
}
