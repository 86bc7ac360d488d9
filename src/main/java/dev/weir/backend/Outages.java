package dev.weir.backend;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * What the log says of a database that is gone for a while: one line when it is found to be gone,
 * and one when it is back, however many calls fail meanwhile. Safe for use by any thread.
 */
final class Outages {

  private static final System.Logger LOG = System.getLogger(JdbcBackend.class.getName());

  private final LongSupplier nanoTime;
  private final AtomicBoolean gone = new AtomicBoolean();
  private volatile long sinceNanos;

  Outages(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The database can't be used, for this reason. */
  void begins(String reason) {
    if (gone.get()) {
      return;
    }
    sinceNanos = nanoTime.getAsLong();
    if (gone.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "The database is gone: {0}", reason);
    }
  }

  /** The database works. */
  void ends() {
    if (gone.get() && gone.compareAndSet(true, false)) {
      long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - sinceNanos);
      LOG.log(Level.INFO, "The database is back, after {0} ms", String.valueOf(millis));
    }
  }
}
