package dev.weir.backend;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The reasons of failed calls, for the log: a response says no more than that the backend failed.
 * One line every ten seconds is enough to find out why.
 *
 * <p>Safe for use by any thread.
 */
final class FailedCalls {

  static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final System.Logger LOG = System.getLogger(FailedCalls.class.getName());

  private final String name;
  private final LongSupplier nanoTime;
  private final AtomicLong saidNanos;

  /**
   * Makes it.
   *
   * @param name what the backend is called in the log, without secrets
   * @param nanoTime {@link System#nanoTime}, or what a test has in its place
   */
  FailedCalls(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
    this.saidNanos = new AtomicLong(nanoTime.getAsLong() - SILENCE_NANOS);
  }

  /** A call has failed, for this reason. */
  void failed(String reason) {
    long nowNanos = nanoTime.getAsLong();
    long lastNanos = saidNanos.get();
    if (nowNanos - lastNanos >= SILENCE_NANOS && saidNanos.compareAndSet(lastNanos, nowNanos)) {
      LOG.log(Level.WARNING, "backend " + name + " failed a call: " + reason);
    }
  }
}
