package dev.weir.backend.jdbc;

import dev.weir.time.AtMostEvery;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The reasons of failed calls, for the log: a response says no more than that the backend failed.
 * One line every ten seconds is enough to find out why.
 *
 * <p>Safe for use by any thread.
 */
final class FailedCalls {

  static final Duration SILENCE = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(FailedCalls.class.getName());

  private final String name;
  private final AtMostEvery lines;

  /**
   * Makes it.
   *
   * @param name what the backend is called in the log, without secrets
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   */
  FailedCalls(String name, LongSupplier nanoTime) {
    this.name = name;
    this.lines = new AtMostEvery(SILENCE, nanoTime);
  }

  /** A call has failed, for this reason. */
  void failed(String reason) {
    if (lines.now()) {
      LOG.log(Level.WARNING, "backend " + name + " failed a call: " + reason);
    }
  }
}
